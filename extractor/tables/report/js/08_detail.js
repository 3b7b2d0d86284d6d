// An opened row: the sentence with its marks, what else the claim says, and the form to correct it.

const MARKS = ["figure", "status_cue", "subject", "speaker", "speaker_role", "saying", "time", "place"];
const AROUND = 60;

const marksOf = (claim) => {
  const { offsets } = claim.document;
  const mark = (role, start, end) => ({ role, start: offsets.unit(start), end: offsets.unit(end) });
  return [mark("figure", ...spanOf(claim)), ...claim.phrases.map((part) => mark(...part))];
};

const detailOf = (claim) => {
  const cell = el("td", { colspan: columns.length }, passages(claim), facts(claim), deskOf(claim));
  return el("tr", { class: "detail", id: `d-${claim.at}`, "data-of": claim.id }, cell);
};

const redraw = (claim) => {
  remake(claim);
  const old = byId("rows").querySelector(`tr.detail[data-of="${CSS.escape(claim.id)}"]`);
  if (!old) return;
  old.querySelector(".passages").replaceWith(passages(claim));
  showWork();
};

// The sentence, and a piece around every part of the claim that stands elsewhere in the document.
const passages = (claim) => {
  const { text, url } = claim.document;
  if (text === null || !claim.sentence) {
    return el("div", { class: "passages" }, el("p", { class: "sentence" }, said(figureText(claim))), el("p", { class: "quiet" }, words.report.no_text));
  }
  const marks = marksOf(claim);
  const [start, end] = claim.sentence.map((point) => claim.document.offsets.unit(point));
  const sentence = el("p", { class: "sentence text", dir: "auto", "data-text": "" }, marked(text, start, end, marks));
  const outside = marks.filter((mark) => mark.end <= start || end <= mark.start);
  const others = outside.map((mark) => {
    const from = Math.max(0, text.lastIndexOf("\n", mark.start) + 1, mark.start - AROUND);
    const stop = text.indexOf("\n", mark.end);
    const to = Math.min(stop < 0 ? text.length : stop, mark.end + AROUND);
    return el("p", { class: "elsewhere" }, el("span", { class: "quiet" }, `${words.role[mark.role] ?? mark.role}: `),
      el("bdi", { class: "text", dir: "auto" }, "… ", marked(text, from, to, [mark]), " …"));
  });
  return el("div", { class: "passages" }, sentence, others, legend(marks),
    el("p", { class: "ways" },
      url ? link(url, words.report.source) : null, " ",
      el("button", { type: "button", onclick: () => openReader(claim.document, claim) }, words.report.whole)));
};

const legend = (marks) => {
  const there = new Set(marks.map((mark) => mark.role));
  return el("p", { class: "legend" }, MARKS.filter((role) => there.has(role)).map((role) => el("mark", { class: role }, words.role[role] ?? role)));
};

const facts = (claim) => {
  const related = (name) => {
    const other = claimById.get(claim.links[name]);
    return other ? el("button", { type: "button", class: "jump", onclick: () => goTo(other.id) }, ltr(shownAmount(other)), " ", said(shownUnit(other))) : null;
  };
  const named = (kind) => words[kind]?.[labelOf(claim, kind)] ?? labelOf(claim, kind);
  const when = [day(claim.start), day(claim.end)].filter(Boolean);
  const pairs = [
    ["modifier", labelOf(claim, "modifier") === "exact" ? null : named("modifier")],
    ["change", named("change")],
    ["role", claim.role && said(claim.role)],
    ["organisation", claim.organisation && said(claim.organisation)],
    ["wire", claim.wire && said(claim.wire)],
    ["time", when.length ? [...new Set(when)].join(" – ") : null],
    ["part_of", related("part_of")],
    ["repeat_of", related("repeat_of")],
    ["flags", claim.flags.map((flag) => words.flag[flag] ?? flag).join(words.report.semicolon)],
    ["rules", claim.rules.length ? ltr(claim.rules.map((rule) => data.rules[rule]).join(", ")) : null],
    ["id", ltr(claim.id)],
  ];
  return el("dl", { class: "facts" },
    pairs.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, words.report[name]), el("dd", {}, value))));
};

// The desk of one claim. What is written here is kept at once; what cannot be read is told and not kept.
const deskOf = (claim) => {
  const problem = el("p", { class: "problem", role: "alert" });
  const press = (mark) => {
    desk.change(claim.id, { mark: desk.review(claim.id).mark === mark ? undefined : mark });
    redraw(claim);
    showMarks();
  };
  const right = el("button", { type: "button", class: "mark-right", onclick: () => press("right") }, `✓ ${words.report.right}`);
  const wrong = el("button", { type: "button", class: "mark-wrong", onclick: () => press("wrong") }, `✗ ${words.report.wrong}`);
  const undo = el("button", { type: "button", onclick: () => undoReview(claim) }, claim.added ? words.report.remove : words.report.undo);
  const showMarks = () => {
    const review = desk.review(claim.id);
    right.setAttribute("aria-pressed", review.mark === "right");
    wrong.setAttribute("aria-pressed", review.mark === "wrong");
    right.disabled = changed(review) || Boolean(claim.added); // what is corrected was not read rightly
    wrong.hidden = Boolean(claim.added);
    right.hidden = Boolean(claim.added);
    undo.hidden = !desk.has(claim.id);
  };
  const change = (changes) => {
    desk.change(claim.id, { ...changes, mark: changed(changes) ? undefined : desk.review(claim.id).mark });
    redraw(claim);
    showMarks();
  };
  showMarks();
  return el("div", { class: "desk", "data-desk": claim.id },
    el("div", { class: "marks" }, right, wrong, undo),
    el("details", { class: "correct", open: Boolean(claim.added) || changed(desk.review(claim.id)) },
      el("summary", {}, words.report.correct), useSelection(claim, change), correctionFields(claim, change, problem), problem),
    verdictFields(claim, change));
};

const undoReview = (claim) => {
  if (claim.added) {
    desk.remove(claim);
    opened.delete(claim.id);
    refresh();
    showWork();
    return;
  }
  desk.undo(claim.id);
  remake(claim);
  byId("rows").querySelector(`tr.detail[data-of="${CSS.escape(claim.id)}"]`)?.replaceWith(detailOf(claim));
  showWork();
};
