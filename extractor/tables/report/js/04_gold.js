// Reviews as a file: gold documents that the evaluation scores by, and the reviews themselves, word for word.
// The numbers of gold claims are read here as extractor/tables/gold.py reads them.

const FORM = "extractor-reviews-1";
const GOLD_ROLES = ["status_cue", "subject", "speaker", "speaker_role", "time", "place"];
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?$/;
const FRACTION = /^([+-]?\d{1,300})\s*\/\s*(\d{1,300})$/;
const RANGE = /\s*(?:\.\.|…|–)\s*/;

const plainNumber = (text) => {
  const plain = fold(text).replace(/,/g, "").trim();
  const fraction = FRACTION.exec(plain);
  if (fraction) return Number(fraction[2]) === 0 ? null : Number(fraction[1]) / Number(fraction[2]);
  return NUMBER.test(plain) ? Number(plain) : null;
};

// The fields of a value; null when the text is none.
const valueFields = (text) => {
  const ends = text.trim().split(RANGE);
  if (ends.length > 2 || ends.every((end) => end === "")) return null;
  const numbers = ends.map((end) => (end === "" ? undefined : plainNumber(end)));
  if (numbers.some((number) => number === null)) return null;
  // A number beyond every double stays text, which the evaluation reads as well.
  const held = numbers.map((number, place) =>
    number === undefined || Number.isFinite(number) ? number : fold(ends[place]).replace(/,/g, "").trim(),
  );
  return held.length === 1 ? { value: held[0] } : { low: held[0], high: held[1] };
};

const goldClaim = (claim, places) => {
  const [start, end] = spanOf(claim);
  const gold = { start, end, text: figureText(claim), ...(valueFields(labelOf(claim, "value")) ?? {}) };
  for (const name of Object.keys(data.labels)) {
    const label = labelOf(claim, name);
    if (name !== "value" && label) gold[name] = label;
  }
  for (const role of GOLD_ROLES) {
    const text = wordsOf(claim, role);
    if (text) gold[role] = text;
  }
  for (const name of data.links) {
    const place = places.get(claim.links[name]);
    if (place !== undefined) gold[name] = place;
  }
  gold.claim = claim.id;
  if (reviewOf(claim) === "none") gold.uncertain = true;
  return gold;
};

const inOrder = (one, other) => {
  const [a, b] = [spanOf(one), spanOf(other)];
  return a[0] - b[0] || a[1] - b[1] || one.at - other.at;
};

// One line a document that holds a review. Claims that nobody reviewed are uncertain: they score neither way. Nor does
// what lies outside (not complete), but where a person said that there is no claim (absent).
const fileLines = () => {
  const lines = [];
  for (const document of documents) {
    const reviews = document.claims.filter((claim) => desk.has(claim.id)).map(reviewLine);
    if (!reviews.length) continue;
    const kept = document.claims.filter((claim) => reviewOf(claim) !== "wrong").sort(inOrder);
    const places = new Map(kept.map((claim, place) => [claim.id, place]));
    const gold = document.text === null ? [] : kept.map((claim) => goldClaim(claim, places));
    const absent = document.text === null ? [] : document.claims.filter((claim) => reviewOf(claim) === "wrong").map(spanOf);
    const known = { id: document.id, text: document.text ?? "", claims: gold, complete: false, absent };
    lines.push({ ...known, form: FORM, by: desk.by, reviews });
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
};

const reviewLine = (claim) => {
  const review = desk.review(claim.id);
  const line = { claim: claim.id, mark: reviewOf(claim) === "none" ? undefined : reviewOf(claim), ...review };
  if (claim.added) line.span = spanOf(claim);
  return line;
};

const saveFile = () => {
  const url = URL.createObjectURL(new Blob([fileLines()], { type: "application/jsonl" }));
  el("a", { href: url, download: `reviews-${data.report}.jsonl` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

// What a file holds for this page: [claim id, review], and how many reviews belong elsewhere.
const readFile = (text) => {
  const found = [];
  let foreign = 0;
  for (const line of text.split("\n").filter((one) => one.trim())) {
    const read = JSON.parse(line);
    const document = documents.find((one) => one.id === read.id);
    for (const { claim, ...rest } of read.reviews) {
      const review = soundReview(rest);
      const added = rest.mark === "added" && document?.text === read.text && goodSpan(document, review.span ?? []);
      if (claimById.has(claim)) found.push([claim, review]);
      else if (added) found.push([String(claim), review, document]);
      else foreign += 1;
    }
  }
  return { found, foreign };
};
