// The fields of the desk.

// What is written counts at once, also when the page is closed or a button pressed before the field is left.
const taking = (take) => ({ oninput: (event) => take(event.target, false), onchange: (event) => take(event.target, true) });

const labelled = (heading, field) => el("label", {}, el("span", {}, heading), field);

const correctionFields = (claim, change, problem) => {
  const field = (name) => el("input", { name, value: labelOf(claim, name), dir: "ltr", spellcheck: "false", autocomplete: "off",
    list: name === "unit" ? "units" : null, ...taking((input, told) => takeLabel(name, input, told)) });
  const choice = (name) => el("select", { name, onchange: (event) => takeLabel(name, event.target, true) },
    name === "change" ? el("option", { value: "" }, "") : null,
    data.labels[name].map((value) => el("option", { value, selected: labelOf(claim, name) === value }, words[name]?.[value] ?? value)));
  const phrase = (role) => el("input", { name: role, value: wordsOf(claim, role), dir: "auto", autocomplete: "off",
    ...taking((input) => takePhrase(role, input.value.trim())) });
  const bound = (place) => el("input", { name: place ? "end" : "start", type: "number", min: 0, value: spanOf(claim)[place],
    ...taking((input, told) => takeSpan(place, input, told)) });

  // Faults are told when a field is left, not at every key.
  const faulty = (input, fault, told) => {
    if (told || !fault) {
      input.toggleAttribute("aria-invalid", Boolean(fault));
      problem.textContent = fault;
    }
    return Boolean(fault);
  };
  const takeLabel = (name, input, told) => {
    const value = input.value.trim();
    if (faulty(input, faultOf(name, value), told)) return;
    const labels = { ...desk.review(claim.id).labels, [name]: value };
    if (value === (claim.labels[name] ?? "")) delete labels[name];
    change({ labels });
  };
  const takePhrase = (role, text) => {
    const phrases = { ...desk.review(claim.id).phrases, [role]: text };
    if (text === phraseText(claim, role)) delete phrases[role];
    change({ phrases });
  };
  const takeSpan = (place, input, told) => {
    const span = [...spanOf(claim)];
    span[place] = Number(input.value);
    if (faulty(input, goodSpan(claim.document, span) ? "" : words.report.bad_span, told)) return;
    change({ span: sameSpan(span, claim) ? undefined : span });
  };
  return el("div", { class: "fields" },
    labelled(words.report.value, field("value")),
    labelled(words.report.unit, field("unit")),
    ["modifier", "status", "polarity", "kind", "change"].map((name) => labelled(words.report[name], choice(name))),
    ["subject", "speaker", "place", "time"].map((role) => labelled(words.report[role], phrase(role))),
    labelled(words.report.role, phrase("speaker_role")),
    claim.document.text === null ? null : [labelled(words.report.start, bound(0)), labelled(words.report.end, bound(1))]);
};

const faultOf = (name, value) => {
  if (name === "value" && !valueFields(value)) return words.report.bad_value;
  if (name === "unit" && !value) return words.report.bad_unit;
  return "";
};
const goodSpan = ({ text, offsets }, [start, end]) =>
  text !== null && Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= offsets.point(text.length);
const sameSpan = (span, claim) => !claim.added && span[0] === claim.span[0] && span[1] === claim.span[1];

// Buttons that make the selected words of the sentence the figure, or one of its parts.
const useSelection = (claim, change) => {
  const { text, offsets } = claim.document;
  if (text === null) return null;
  const use = (role) => {
    const selected = selectedIn(byId(`d-${claim.at}`), text);
    if (!selected) return;
    if (role === "figure") {
      const span = [offsets.point(selected.start), offsets.point(selected.end)];
      change({ span: sameSpan(span, claim) ? undefined : span });
    } else change({ phrases: { ...desk.review(claim.id).phrases, [role]: text.slice(selected.start, selected.end) } });
    refill(claim);
  };
  const buttons = ["figure", "subject", "speaker", "place", "time"].map((role) =>
    // Pressing must not take the selection away before it is read.
    el("button", { type: "button", class: role, "data-use": role, onmousedown: (event) => event.preventDefault(), onclick: () => use(role) },
      words.report[role]));
  return el("p", { class: "use" }, el("span", { class: "quiet" }, words.report.use), " ", buttons);
};

const refill = (claim) => {
  const form = byId(`d-${claim.at}`);
  for (const role of ["subject", "speaker", "place", "time"]) form.querySelector(`[name="${role}"]`).value = wordsOf(claim, role);
  [form.querySelector('[name="start"]').value, form.querySelector('[name="end"]').value] = spanOf(claim);
};

const verdictFields = (claim, change) => {
  const before = claim.verdict ?? [];
  const take = (name) => taking((input) => change({ [name]: input.value.trim() }));
  const value = (name, place) => desk.review(claim.id)[name] ?? before[place] ?? "";
  return el("div", { class: "fields verdict" },
    labelled(words.report.verdict, el("input", { name: "verdict", value: value("verdict", 0), list: "verdicts", dir: "auto", ...take("verdict") })),
    labelled(words.report.verdict_source, el("input", { name: "verdict_source", value: value("verdict_source", 1), dir: "auto", ...take("verdict_source") })),
    labelled(words.report.note, el("textarea", { name: "note", rows: 2, value: value("note", 2), dir: "auto", ...take("note") })));
};
