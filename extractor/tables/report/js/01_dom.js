// Elements are made here and nowhere else: what documents say enters the page as text, never as markup.

const el = (name, props = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || (value === false && !key.startsWith("aria-"))) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "disabled" || key === "selected") node[key] = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
};

const byId = (id) => document.getElementById(id);

// Characters that turn the order of digits round; they are shown by name and do nothing here.
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROL_NAMES = {
  "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
  "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
};
const control = (character, props = {}) =>
  el("span", { class: "control", "data-name": CONTROL_NAMES[character], title: words.report.control, ...props });

// Where only bare text can stand, they are left out.
const bare = (text) => (text ?? "").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

// Text of a document: isolated, so that it keeps its own direction and disturbs none.
const said = (text) =>
  el("bdi", {}, (text ?? "").split(/([\u202a-\u202e\u2066-\u2069])/).map((part) => (CONTROLS.test(part) ? control(part) : part)));

// Numbers, names of units and dates run from left to right, or −5.2 would read 5.2−.
const ltr = (text, props = {}) => el("bdi", { dir: "ltr", ...props }, text ?? "");

// Only addresses of the web become links; whatever else a document calls its address stays text.
const link = (url, label) => {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return said(url);
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return said(url);
  return el("a", { href: parsed.href, rel: "noopener noreferrer nofollow", target: "_blank" }, said(label ?? url));
};

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
