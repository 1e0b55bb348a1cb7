/** Raised whenever an annotation made before would differ from one made now. */
export const ANNOTATION_REVISION = 70
