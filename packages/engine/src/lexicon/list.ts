/** Reads a list of phrases that are separated by commas or line ends, so that a lexicon stays readable as a page of words. */
export const list = (phrases: string): readonly string[] => phrases.trim().split(/\s*[,\n]\s*/)
