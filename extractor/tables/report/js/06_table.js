// The table: filters, sorting, and rows that are made as they come into sight.

const CHUNK = 50;
const filters = { statuses: new Set(), search: [], speaker: "", place: "", unit: "", document: "", review: "", flagged: false };
const sorting = { column: null, down: false };
const opened = new Set();
let visible = [];
let made = 0;

const group = (claim) => words.status_group[labelOf(claim, "status") || "unknown"] ?? "plain";
const badge = (claim) =>
  el("span", { class: `status g-${group(claim)}${labelOf(claim, "polarity") === "negative" ? " denied" : ""}` }, statusWords(claim));
const REVIEW_SIGNS = { right: "✓", wrong: "✗", corrected: "✎", added: "＋" };
const sign = (review) => el("span", { class: `review ${review}`, title: words.report[`review_${review}`] }, REVIEW_SIGNS[review]);

const columns = [
  {
    name: "figure",
    sort: (claim) => (desk.review(claim.id).labels?.value === undefined ? claim.sort : plainNumber(labelOf(claim, "value"))),
    cell: (claim) => [
      el("button", { type: "button", class: "open", "aria-expanded": opened.has(claim.id), "aria-controls": `d-${claim.at}`,
        "aria-label": bare(`${words.report.open}: ${shownAmount(claim)} ${shownUnit(claim)}`) },
        ltr(shownAmount(claim) || figureText(claim), { class: shownAmount(claim).length > 30 ? "amount long" : "amount" })),
      " ", said(shownUnit(claim)),
    ],
  },
  { name: "subject", sort: (claim) => wordsOf(claim, "subject"), cell: (claim) => said(wordsOf(claim, "subject")) },
  { name: "status", sort: statusWords, cell: badge },
  { name: "time", sort: (claim) => claim.end ?? claim.start ?? "", cell: (claim) => said(wordsOf(claim, "time")) },
  { name: "place", sort: (claim) => wordsOf(claim, "place"), cell: (claim) => said(wordsOf(claim, "place")) },
  { name: "speaker", sort: (claim) => wordsOf(claim, "speaker"), cell: (claim) => said(wordsOf(claim, "speaker")) },
  {
    name: "document",
    sort: (claim) => claim.document.published ?? "",
    cell: (claim) => [
      said(claim.document.title ?? claim.document.id), " ",
      el("span", { class: "quiet" }, said(claim.document.outlet), " ", day(claim.document.published)),
    ],
  },
  {
    name: "review",
    sort: (claim) => reviewOf(claim) + verdictOf(claim),
    cell: (claim) => [
      reviewOf(claim) === "none" ? null : sign(reviewOf(claim)),
      verdictOf(claim) ? said(verdictOf(claim)) : null,
      claim.flags.length ? el("span", { class: "flag", title: claim.flags.map((flag) => words.flag[flag] ?? flag).join(words.report.semicolon) }, "⚑") : null,
    ],
  },
];

const haystacks = new Map();
const haystack = (claim) => {
  if (!haystacks.has(claim.id)) {
    const { text, title, id, outlet } = claim.document;
    const sentence = text !== null && claim.sentence ? sliced(claim.document, ...claim.sentence) : "";
    const parts = [sentence, figureText(claim), claim.amount, claim.amount?.replace(/,/g, ""), shownUnit(claim), title, id, outlet, claim.id];
    for (const role of ["subject", "speaker", "place", "time"]) parts.push(wordsOf(claim, role));
    parts.push(claim.role, claim.organisation, statusWords(claim), verdictOf(claim));
    haystacks.set(claim.id, fold(parts.filter(Boolean).join(" \n ")));
  }
  return haystacks.get(claim.id);
};

// Whether a claim passes all filters but that of the status, whose counts must not depend on itself.
const passes = (claim) => {
  if (filters.speaker && wordsOf(claim, "speaker") !== filters.speaker) return false;
  if (filters.place && wordsOf(claim, "place") !== filters.place) return false;
  if (filters.unit && shownUnit(claim) !== filters.unit) return false;
  if (filters.document && claim.document.id !== filters.document) return false;
  if (filters.flagged && !claim.flags.length) return false;
  if (filters.review === "judged" ? !verdictOf(claim) : filters.review && reviewOf(claim) !== filters.review) return false;
  return filters.search.every((word) => haystack(claim).includes(word));
};

// Empty cells come last, whichever way the column runs; equal ones stay in the order of the documents.
const sorted = (found) => {
  const column = columns.find(({ name }) => name === sorting.column);
  if (!column) return found.sort((one, other) => one.at - other.at);
  const keys = new Map(found.map((claim) => [claim, column.sort(claim)]));
  const empty = (key) => key === undefined || key === null || key === "";
  return found.sort((one, other) => {
    const [a, b] = [keys.get(one), keys.get(other)];
    if (empty(a) || empty(b)) return empty(a) - empty(b) || one.at - other.at;
    const order = typeof a === "number" ? a - b : collator.compare(a, b);
    return (sorting.down ? -order : order) || one.at - other.at;
  });
};

const refresh = () => {
  const found = claims.filter((claim) => passes(claim));
  const chosen = (claim) => !filters.statuses.size || filters.statuses.has(labelOf(claim, "status") || "unknown");
  visible = sorted(found.filter(chosen));
  made = 0;
  byId("rows").replaceChildren();
  makeRows();
  byId("nothing").hidden = visible.length > 0;
  byId("count").textContent = fill(words.report.shown, { shown: visible.length, all: claims.length });
  showChips(found);
};

const makeRows = (upTo = made + CHUNK) => {
  const rows = visible.slice(made, upTo).flatMap((claim) => (opened.has(claim.id) ? [rowOf(claim), detailOf(claim)] : [rowOf(claim)]));
  byId("rows").append(...rows);
  made = Math.min(visible.length, Math.max(made, upTo));
};

const rowOf = (claim) => {
  const cells = columns.map(({ name, cell }) => el("td", { class: `c-${name}`, "data-label": words.report[name] }, cell(claim)));
  return el("tr", { class: `claim ${reviewOf(claim)}`, "data-id": claim.id }, cells);
};

const rowFor = (id) => byId("rows").querySelector(`tr.claim[data-id="${CSS.escape(id)}"]`);

const remake = (claim) => {
  haystacks.delete(claim.id);
  rowFor(claim.id)?.replaceWith(rowOf(claim));
};

const toggle = (claim, open = !opened.has(claim.id)) => {
  const row = rowFor(claim.id);
  if (open) opened.add(claim.id);
  else opened.delete(claim.id);
  if (!row) return;
  row.querySelector(".open").setAttribute("aria-expanded", open);
  const next = row.nextElementSibling;
  const shown = next?.classList.contains("detail");
  if (open && !shown) row.after(detailOf(claim));
  if (!open && shown) next.remove();
};

// Bring a claim into sight, whatever the filters and the rows made so far.
const goTo = (id) => {
  const claim = claimById.get(id);
  if (!claim) return;
  if (!visible.includes(claim)) {
    clearFilters();
    refresh();
  }
  const place = visible.indexOf(claim);
  if (place >= made) makeRows(place + CHUNK);
  toggle(claim, true);
  rowFor(id).scrollIntoView({ block: "center" });
  rowFor(id).querySelector(".open").focus({ preventScroll: true });
};

const showHeads = () => {
  const heads = columns.map(({ name }) => {
    const way = sorting.column === name ? (sorting.down ? "descending" : "ascending") : "none";
    const turn = () => {
      Object.assign(sorting, { column: name, down: sorting.column === name && !sorting.down });
      showHeads();
      refresh();
      byId("heads").querySelector(`[data-column="${name}"]`).focus();
    };
    return el("th", { scope: "col", class: `c-${name}`, "aria-sort": way, "data-label": words.report[name] },
      el("button", { type: "button", onclick: turn, "data-column": name }, words.report[name]));
  });
  byId("heads").replaceChildren(...heads);
};
