// Puts the page together: words, desk, keys, paper.

for (const place of document.querySelectorAll("[data-word]")) place.textContent = words.report[place.dataset.word];
byId("summary").textContent = [`${claims.length} ${words.report.claims}`, `${documents.length} ${words.report.documents}`].join(words.report.comma);
byId("desk-note").textContent = words.report.local;

const showWork = () => {
  const count = desk.reviews.size;
  byId("work").textContent = count ? fill(words.report.work, { count }) : words.report.work_none;
  byId("save").disabled = !count;
  if (!desk.kept) byId("desk-note").textContent = words.report.no_storage;
};

const tellDesk = (...parts) => byId("desk-message").replaceChildren(...parts);

const loadReviews = async (file) => {
  let read;
  try {
    read = readFile(await file.text());
  } catch {
    tellDesk(el("p", { class: "problem" }, words.report.bad_file));
    return;
  }
  const differing = read.found.filter(([id, review]) => desk.has(id) && differs(desk.review(id), review));
  const take = (pairs) => {
    for (const [id, review, document] of pairs) {
      if (document) desk.add(document, review.span, review, id);
      desk.reviews.set(id, review);
    }
    desk.keep();
    haystacks.clear();
    refresh();
    showWork();
    tellDesk(el("p", {}, fill(words.report.loaded, { count: pairs.length })),
      read.foreign ? el("p", { class: "problem" }, fill(words.report.foreign, { count: read.foreign })) : "");
  };
  if (!differing.length) return take(read.found);
  const ids = new Set(differing.map(([id]) => id));
  tellDesk(el("p", { class: "problem" }, fill(words.report.conflict, { count: differing.length })),
    el("button", { type: "button", onclick: () => take(read.found.filter(([id]) => !ids.has(id))) }, words.report.keep_mine), " ",
    el("button", { type: "button", onclick: () => take(read.found) }, words.report.take_file));
};

byId("reviewer").addEventListener("change", (event) => {
  desk.by = event.target.value.trim();
  desk.keep();
});
byId("save").addEventListener("click", saveFile);
byId("load").addEventListener("change", (event) => {
  if (event.target.files.length) loadReviews(event.target.files[0]);
  event.target.value = "";
});

const root = document.documentElement;
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* kept for this visit only */ } };
try {
  root.dataset.theme = localStorage.getItem("extractor-theme") ?? "";
} catch { /* no storage: the system's choice */ }
byId("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  remember("extractor-theme", root.dataset.theme);
});

const showKeys = () => {
  const box = byId("keys");
  box.replaceChildren(
    el("h2", {}, words.report.help),
    el("dl", { class: "keys" }, words.report.keys.map(([key, told]) => [el("dt", {}, el("kbd", { dir: "ltr" }, key)), el("dd", {}, told)])),
    el("p", {}, words.report.add_hint),
    el("p", {}, words.report.local),
    el("button", { type: "button", onclick: () => box.close() }, words.report.close));
  box.showModal();
};
byId("help").addEventListener("click", showKeys);

const claimAt = (node) => {
  const row = node?.closest?.("tr.claim, tr.detail");
  return row ? claimById.get(row.dataset.id ?? row.dataset.of) : null;
};

byId("rows").addEventListener("click", (event) => {
  const row = event.target.closest("tr.claim");
  if (!row || event.target.closest("a") || !window.getSelection().isCollapsed) return;
  toggle(claimById.get(row.dataset.id));
});

const step = (by) => {
  const buttons = [...byId("rows").querySelectorAll(".open")];
  const now = claimAt(document.activeElement);
  const at = now ? buttons.indexOf(rowFor(now.id)?.querySelector(".open")) : -1;
  const next = at + by < 0 ? 0 : at + by;
  if (next >= buttons.length - 1) makeRows();
  byId("rows").querySelectorAll(".open")[next]?.focus();
};

const markByKey = (claim, mark) => {
  if (claim.added || (mark === "right" && changed(desk.review(claim.id)))) return;
  desk.change(claim.id, { mark: desk.review(claim.id).mark === mark ? undefined : mark });
  remake(claim);
  if (opened.has(claim.id)) {
    toggle(claim, false);
    toggle(claim, true);
  }
  rowFor(claim.id)?.querySelector(".open").focus();
  showWork();
};

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  "/": () => byId("search").focus(),
  "?": showKeys,
  r: (claim) => claim && markByKey(claim, "right"),
  w: (claim) => claim && markByKey(claim, "wrong"),
  d: (claim) => claim && claim.document.text !== null && openReader(claim.document, claim),
  c: (claim) => {
    if (!claim) return;
    toggle(claim, true);
    const form = byId(`d-${claim.at}`).querySelector(".correct");
    form.open = true;
    form.querySelector('[name="value"]').focus();
  },
  Escape: (claim) => {
    if (!claim) return;
    toggle(claim, false);
    rowFor(claim.id)?.querySelector(".open").focus();
  },
};
// Letters stand for their keys, so that they serve on a Persian keyboard too.
const keyOf = (event) => (/^Key[A-Z]$/.test(event.code) ? event.code.at(-1).toLowerCase() : event.key);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest?.("input, select, textarea");
  if (typing && event.key !== "Escape") return;
  const act = KEYS[event.key === "?" || event.key === "/" ? event.key : keyOf(event)];
  const claim = claimAt(document.activeElement);
  if (!act || (event.key.startsWith("Arrow") && !claim && document.activeElement !== document.body)) return;
  event.preventDefault();
  act(claim);
});

// Paper has no scrolling: it gets every row that passes the filters.
window.addEventListener("beforeprint", () => makeRows(visible.length));

const units = [...new Set(data.claims.map((claim) => claim.labels.unit))].filter(Boolean).sort();
document.body.append(
  el("datalist", { id: "units" }, units.map((value) => el("option", { value }))),
  el("datalist", { id: "verdicts" }, data.verdicts.map((value) => el("option", { value }))));

desk.recall();
byId("reviewer").value = desk.by;
showHeads();
showFilters();
showFindings();
showThreads();
refresh();
showWork();

const more = byId("more");
const observer = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting) || made >= visible.length) return;
  makeRows();
  observer.unobserve(more); // seen anew, it tells again whether it is still in sight
  observer.observe(more);
}, { rootMargin: "800px" });
observer.observe(more);
