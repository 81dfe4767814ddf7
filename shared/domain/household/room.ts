/**
 * How far entries may fill the document of a household. The store takes a document of 400 KB. Words fill it (needs and surveys,
 * who lives there), help and statuses hardly do; so words stop first, and a full household can still be helped and closed.
 */
const KB = 1024;

/** Holds the largest survey that a call may bring (50 needs of 2,000 letters). */
export const WORDS_BYTES = 312 * KB;
/** A few words more, so that what fills the document can be put right. */
export const CORRECTED_WORDS_BYTES = 328 * KB;
/** No entry fills a document further than this, and no entry by itself is larger. */
export const ROOM_BYTES = 368 * KB;
