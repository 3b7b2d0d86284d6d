// The text of a document on the page: offsets in code points and in units of JavaScript, marks, selections.

class Offsets {
  // Data counts code points; strings here count UTF-16 units. Few texts hold a character that takes two.
  constructor(text) {
    this.length = text.length;
    this.wide = [];
    if (/[\ud800-\udbff][\udc00-\udfff]/.test(text)) {
      for (let unit = 0, point = 0; unit < text.length; point += 1) {
        const step = text.codePointAt(unit) > 0xffff ? 2 : 1;
        if (step === 2) this.wide.push(point);
        unit += step;
      }
    }
  }

  unit(point) {
    return Math.min(this.length, point + countBelow(this.wide, point));
  }

  point(unit) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] + middle < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }
}

const countBelow = (sorted, limit) => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

// The form in which texts are searched: letters and digits of one script, nothing that cannot be seen.
const LETTERS = { ي: "ی", ى: "ی", ك: "ک", ة: "ه", أ: "ا", إ: "ا", آ: "ا", ؤ: "و", "−": "-", "٫": ".", "٬": "," };
const fold = (text) =>
  text
    .replace(/[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[يىكةأإآؤ−٫٬]/g, (letter) => LETTERS[letter])
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/\s+/g, " ")
    .toLowerCase();

// A stretch of a text, from one unit to another, as nodes that know where they stand.
// Marks are {role, start, end}; where they lie over each other a piece carries all of their roles.
const marked = (text, start, end, marks) => {
  const cuts = new Set([start, end]);
  const inside = marks.filter((mark) => mark.start < end && start < mark.end);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const ends = [...cuts].sort((one, other) => one - other);
  const nodes = [];
  for (let index = 0; index + 1 < ends.length; index += 1) {
    const [from, to] = [ends[index], ends[index + 1]];
    const roles = [...new Set(inside.filter((mark) => mark.start <= from && to <= mark.end).map((mark) => mark.role))];
    const claims = inside.filter((mark) => mark.claim && mark.start <= from && to <= mark.end);
    const props = roles.length
      ? { class: roles.join(" "), title: roles.map((role) => words.role[role] ?? role).join(words.report.comma) }
      : {};
    if (claims.length) props["data-claim"] = claims[0].claim;
    nodes.push(...pieces(text, from, to, roles.length ? "mark" : "span", props));
  }
  return nodes;
};

const pieces = (text, start, end, name, props) => {
  const nodes = [];
  let from = start;
  for (let at = start; at <= end; at += 1) {
    const turning = at < end && CONTROLS.test(text[at]);
    if (!turning && at < end) continue;
    if (from < at) nodes.push(el(name, { ...props, "data-at": from }, text.slice(from, at)));
    if (turning) nodes.push(control(text[at], { "data-at": at }));
    from = at + 1;
  }
  return nodes;
};

// Where a point of a selection stands in the text; null when it stands in none.
const unitAt = (root, node, offset) => {
  if (node.nodeType === Node.TEXT_NODE) {
    const piece = node.parentElement.closest("[data-at]");
    return piece && root.contains(piece) ? Number(piece.dataset.at) + offset : null;
  }
  const next = node.childNodes[offset];
  if (next && next.nodeType === Node.ELEMENT_NODE) {
    const piece = next.matches("[data-at]") ? next : next.querySelector("[data-at]");
    if (piece && root.contains(piece)) return Number(piece.dataset.at);
  }
  const before = [...root.querySelectorAll("[data-at]")].filter(
    (piece) => node.contains(piece) || piece.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const last = before.at(-1);
  return last ? Number(last.dataset.at) + last.textContent.length : null;
};

// The selected stretch of a text, without the spaces around it; null when nothing of it is selected.
const selectedIn = (root, text) => {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  let start = unitAt(root, range.startContainer, range.startOffset);
  let end = unitAt(root, range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (start < end && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
};
