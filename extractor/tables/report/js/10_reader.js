// The whole document in a window of its own: every claim marked, and a way to add one that was missed.

const openReader = (document, claim = null) => {
  const box = byId("reader");
  const { text, offsets } = document;
  const marks = document.claims.map((one) => {
    const [start, end] = spanOf(one);
    return { role: "figure", start: offsets.unit(start), end: offsets.unit(end), claim: one.id };
  });
  const body = el("div", { class: "text document", dir: "auto", tabindex: 0 }, marked(text ?? "", 0, (text ?? "").length, marks));
  body.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-claim]");
    if (!mark || !window.getSelection().isCollapsed) return;
    box.close();
    goTo(mark.dataset.claim);
  });
  const add = el("button", { type: "button", class: "primary", id: "add", disabled: true,
    onmousedown: (event) => event.preventDefault(), onclick: () => addSelected(document, body) }, words.report.add);
  // The button serves while something of the text is selected.
  const watch = () => { add.disabled = !selectedIn(body, text ?? ""); };
  window.document.addEventListener("selectionchange", watch);
  box.addEventListener("close", () => window.document.removeEventListener("selectionchange", watch), { once: true });
  box.replaceChildren(
    el("header", {},
      el("h2", {}, said(document.title ?? document.id)),
      el("p", { class: "quiet" }, said(document.outlet), " ", day(document.published), " ", document.url ? link(document.url, words.report.source) : null),
      el("div", { class: "tools" }, add, el("button", { type: "button", onclick: () => box.close() }, words.report.close)),
      el("p", { class: "quiet" }, words.report.add_hint)),
    text === null ? el("p", {}, words.report.no_text) : body);
  box.showModal();
  const own = claim && [...body.querySelectorAll("[data-claim]")].find((mark) => mark.dataset.claim === claim.id);
  own?.classList.add("here");
  own?.scrollIntoView({ block: "center" });
};

const addSelected = (document, body) => {
  const selected = selectedIn(body, document.text);
  if (!selected) return;
  const { offsets } = document;
  const span = [offsets.point(selected.start), offsets.point(selected.end)];
  const number = /[+-]?\d[\d.,]*/.exec(fold(document.text.slice(selected.start, selected.end)).replace(/(\d),(?=\d{3})/g, "$1"));
  const value = number && plainNumber(number[0].replace(/[.,]+$/, "")) !== null ? number[0].replace(/[.,]+$/, "") : "";
  const labels = { status: "unknown", modifier: "exact", kind: "measure", polarity: "positive" };
  const there = claimById.get(`added:${document.id}:${span.join("-")}`);
  const claim = there ?? desk.add(document, span, { labels: value ? { value, ...labels } : labels });
  desk.keep();
  byId("reader").close();
  refresh();
  showWork();
  goTo(claim.id);
  byId(`d-${claim.at}`).querySelector('[name="value"]').focus();
};
