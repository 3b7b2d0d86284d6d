// The claims of the page, their documents, and how they read once people have corrected them.

const data = JSON.parse(byId("data").textContent);
const words = data.words;
const persian = data.language === "fa";
const collator = new Intl.Collator(persian ? "fa" : "en", { numeric: true });
const calendar = new Intl.DateTimeFormat(persian ? "fa-IR-u-ca-persian" : "en-GB", {
  dateStyle: "medium",
  timeZone: "UTC",
});

const documents = data.documents.map((one) => ({ ...one, offsets: new Offsets(one.text ?? ""), claims: [] }));
const claims = [];
const claimById = new Map();

const takeIn = (one) => {
  const claim = { flags: [], rules: [], phrases: [], links: {}, ...one, document: documents[one.document] };
  claim.at = claims.length;
  claims.push(claim);
  claimById.set(claim.id, claim);
  claim.document.claims.push(claim);
  return claim;
};
data.claims.forEach(takeIn);

const day = (iso) => (iso ? calendar.format(new Date(`${iso}T00:00:00Z`)) : "");

const sliced = (document, start, end) =>
  document.text === null ? "" : document.text.slice(document.offsets.unit(start), document.offsets.unit(end));

const phraseText = (claim, role) => {
  const found = claim.phrases.find(([name]) => name === role);
  if (found && claim.document.text !== null) return sliced(claim.document, found[1], found[2]);
  return claim[role] ?? "";
};

// What a claim says with its corrections: the span, the labels, and the words of its phrases.
const spanOf = (claim) => desk.review(claim.id).span ?? claim.span;
const labelOf = (claim, name) => desk.review(claim.id).labels?.[name] ?? claim.labels[name] ?? "";
const wordsOf = (claim, role) => desk.review(claim.id).phrases?.[role] ?? phraseText(claim, role);
const figureText = (claim) => {
  const [start, end] = spanOf(claim);
  return claim.document.text === null ? claim.text : sliced(claim.document, start, end);
};

const shownAmount = (claim) => {
  const value = desk.review(claim.id).labels?.value;
  return value === undefined ? (claim.amount ?? "") : value.replace("..", "–").replace(/-/g, "−");
};
const shownUnit = (claim) => {
  const unit = desk.review(claim.id).labels?.unit;
  return unit === undefined ? (claim.unit ?? "") : unit.replace(/^count:/, "");
};
const statusWords = (claim) => {
  const status = labelOf(claim, "status") || "unknown";
  const name = words.status[status] ?? status;
  return labelOf(claim, "polarity") === "negative" ? `${name} (${words.report.denied})` : name;
};

const reviewOf = (claim) => {
  const review = desk.review(claim.id);
  if (claim.added) return "added";
  if (review.mark) return review.mark;
  return changed(review) ? "corrected" : "none";
};
const changed = (review) =>
  Boolean(review.span || Object.keys(review.labels ?? {}).length || Object.keys(review.phrases ?? {}).length);
const verdictOf = (claim) => desk.review(claim.id).verdict ?? claim.verdict?.[0] ?? "";
