// What people say of the claims, kept in this browser and nowhere else.
// A review is {mark, span, labels, phrases, verdict, verdict_source, note, given}; all of it may be missing.

const STORE = `extractor-desk:${data.report}`;
const NOTHING = Object.freeze({});

const MARKED = ["right", "wrong"]; // corrected and added show in what a review holds

// What of a review from a file or from the browser's storage can be one; whatever else stands there is left.
const soundReview = (found) => {
  const texts = (part, names) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([name, value]) => names.includes(name) && typeof value === "string"));
  const { span } = found;
  const review = {
    mark: MARKED.includes(found.mark) ? found.mark : undefined,
    span: Array.isArray(span) && span.length === 2 && span.every(Number.isInteger) ? span : undefined,
    labels: texts(found.labels, Object.keys(data.labels)),
    phrases: texts(found.phrases, GOLD_ROLES),
    ...texts(found, ["verdict", "verdict_source", "note", "given"]),
  };
  for (const name of ["mark", "span", "labels", "phrases"]) if (!review[name] || !Object.keys(review[name]).length) delete review[name];
  return review;
};

const desk = {
  reviews: new Map(),
  by: "",
  kept: true,

  review(id) {
    return this.reviews.get(id) ?? NOTHING;
  },

  has(id) {
    return this.reviews.has(id);
  },

  // Change a review; what is undefined goes, and a review of nothing is none.
  change(id, changes) {
    const review = { ...this.review(id), ...changes, given: new Date().toISOString().slice(0, 10) };
    for (const [name, value] of Object.entries(review)) {
      const blank = value === "" && !claimById.get(id)?.verdict; // a verdict that was there may be taken back
      const empty = value === undefined || blank || (value instanceof Object && !Object.keys(value).length);
      if (empty) delete review[name];
    }
    if (Object.keys(review).length > 1 || claimById.get(id)?.added) this.reviews.set(id, review);
    else this.reviews.delete(id);
    this.keep();
  },

  undo(id) {
    this.reviews.delete(id);
    this.keep();
  },

  // Take in a claim that a person found: its document and span, by a name that the same find gets again.
  add(document, span, review, id = `added:${document.id}:${span.join("-")}`) {
    const claim = claimById.get(id) ?? takeIn({ id, added: true, document: documents.indexOf(document), span, labels: {} });
    claim.sentence = lineAround(document, span);
    this.reviews.set(id, { ...review, span });
    return claim;
  },

  remove(claim) {
    claims.splice(claims.indexOf(claim), 1);
    claim.document.claims.splice(claim.document.claims.indexOf(claim), 1);
    claimById.delete(claim.id);
    this.undo(claim.id);
  },

  keep() {
    const added = claims.filter((claim) => claim.added).map((claim) => [claim.id, claim.document.id]);
    try {
      localStorage.setItem(STORE, JSON.stringify({ by: this.by, reviews: [...this.reviews], added }));
    } catch {
      this.kept = false;
    }
  },

  recall() {
    try {
      const found = JSON.parse(localStorage.getItem(STORE) ?? "null");
      if (!found) return;
      this.by = String(found.by ?? "");
      const added = new Map(found.added);
      for (const [id, kept] of found.reviews) {
        const review = soundReview(kept);
        const document = documents.find((one) => one.id === added.get(id));
        if (document && goodSpan(document, review.span ?? [])) this.add(document, review.span, review, id);
        else if (claimById.has(id)) this.reviews.set(id, review);
      }
    } catch {
      this.kept = false;
    }
  },
};

// The line of the text around a span, for claims whose sentence nobody has told.
const lineAround = (document, [start, end]) => {
  const { text, offsets } = document;
  const from = text.lastIndexOf("\n", Math.max(0, offsets.unit(start) - 1)) + 1;
  const to = text.indexOf("\n", offsets.unit(end));
  return [offsets.point(from), offsets.point(to < 0 ? text.length : to)];
};

const differs = (one, other) => {
  const bare = ({ given, ...rest }) => JSON.stringify(Object.entries(rest).sort());
  return bare(one) !== bare(other);
};
