// What stands above the table: the statuses with their counts, the filters, the threads and the findings.

const showChips = (found) => {
  const counts = new Map();
  for (const claim of found) {
    const status = labelOf(claim, "status") || "unknown";
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  for (const status of filters.statuses) if (!counts.has(status)) counts.set(status, 0);
  const most = Math.max(1, ...counts.values());
  const focused = document.activeElement?.dataset?.status;
  const chips = Object.keys(words.status).filter((status) => counts.has(status)).map((status) => {
    const press = () => {
      if (!filters.statuses.delete(status)) filters.statuses.add(status);
      refresh();
    };
    const chip = el("button", { type: "button", class: `chip g-${words.status_group[status] ?? "plain"}`, onclick: press,
      "aria-pressed": filters.statuses.has(status), "data-status": status },
      el("span", { class: "name" }, words.status[status]), ltr(counts.get(status), { class: "number" }));
    chip.style.setProperty("--share", counts.get(status) / most);
    return chip;
  });
  byId("chips").replaceChildren(...chips);
  if (focused) byId("chips").querySelector(`[data-status="${focused}"]`)?.focus();
};

const choices = (of) => {
  const counts = new Map();
  for (const claim of claims) {
    const value = of(claim);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([one], [other]) => collator.compare(one, other));
};

const select = (name, options, heading = words.report[name]) =>
  el("label", {}, el("span", {}, heading),
    el("select", { id: `filter-${name}`, onchange: (event) => { filters[name] = event.target.value; refresh(); } },
      el("option", { value: "" }, words.report.all), options));

const showFilters = () => {
  const counted = (pairs) => pairs.map(([value, count]) => el("option", { value }, `${bare(value)} (${count})`));
  const ids = choices((claim) => claim.document.id);
  const titles = new Map(documents.map((one) => [one.id, one.title ?? one.id]));
  const reviews = ["none", "right", "corrected", "wrong", "added", "judged"];
  byId("filters").append(
    select("speaker", counted(choices((claim) => wordsOf(claim, "speaker")))),
    select("place", counted(choices((claim) => wordsOf(claim, "place")))),
    select("unit", counted(choices(shownUnit))),
    documents.length > 1 ? select("document", ids.map(([id, count]) => el("option", { value: id }, `${bare(titles.get(id))} (${count})`))) : null,
    select("review", reviews.map((value) => el("option", { value }, words.report[`review_${value}`]))),
    el("label", { class: "check" },
      el("input", { type: "checkbox", id: "filter-flagged", onchange: (event) => { filters.flagged = event.target.checked; refresh(); } }),
      el("span", {}, words.report.flagged)),
    el("button", { type: "button", id: "clear", onclick: () => { clearFilters(); refresh(); } }, words.report.clear),
  );
  byId("search").addEventListener("input", readSearch);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
};

const readSearch = () => {
  filters.search = fold(byId("search").value).split(" ").filter(Boolean);
  refresh();
};

const clearFilters = () => {
  filters.statuses.clear();
  Object.assign(filters, { search: [], speaker: "", place: "", unit: "", document: "", review: "", flagged: false });
  byId("filters").reset();
};

const claimButtons = (ids) =>
  ids.map((id) => claimById.get(id)).filter(Boolean).map((claim) =>
    el("button", { type: "button", class: "jump", onclick: () => goTo(claim.id) },
      el("bdi", { dir: "ltr" }, shownAmount(claim)), " ", said(shownUnit(claim)), " ", badge(claim), " ",
      el("span", { class: "quiet" }, day(claim.document.published))));

const showFindings = () => {
  if (!data.findings.length) return;
  const box = byId("findings");
  box.hidden = false;
  box.append(el("h2", {}, words.report.findings));
  for (const finding of data.findings) {
    box.append(el("details", {},
      el("summary", {}, said(finding.title)),
      el("p", {}, said(finding.words)),
      el("div", { class: "jumps" }, claimButtons(finding.claims))));
  }
};

// The plots stand in the page as they were drawn; here they get their titles, notes, and ways to the claims.
const showThreads = () => {
  if (!data.threads.length) return;
  const box = byId("threads");
  box.hidden = false;
  box.prepend(el("h2", {}, words.report.threads));
  data.threads.forEach((thread, place) => {
    const plot = box.querySelector(`[data-thread="${place}"]`);
    plot?.querySelectorAll("[data-point]").forEach((point) => {
      const claim = claimById.get(point.dataset.point);
      if (!claim) return;
      const parts = [`${shownAmount(claim)} ${shownUnit(claim)}`, statusWords(claim), wordsOf(claim, "speaker"), day(claim.document.published)];
      const label = bare(parts.filter(Boolean).join(words.report.comma));
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = label;
      point.prepend(title);
      point.setAttribute("tabindex", "0");
      point.setAttribute("role", "button");
      point.setAttribute("aria-label", label);
      point.addEventListener("click", () => goTo(claim.id));
      point.addEventListener("keydown", (event) => { if (event.key === "Enter") goTo(claim.id); });
    });
    const parts = [el("summary", {}, said(thread.title), " ", ltr(thread.claims.length, { class: "number" }))];
    if (plot) parts.push(plot, el("p", { class: "quiet" }, words.report.points));
    parts.push(...thread.notes.map((note) => el("p", {}, said(note))), el("div", { class: "jumps" }, claimButtons(thread.claims)));
    box.append(el("details", { open: place === 0 }, parts));
  });
};
