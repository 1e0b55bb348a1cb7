/** What `make` gives, made when it is first asked for, and what it needs let go of then. */
export function once<T>(make: () => T): () => T {
  let state: { readonly make: () => T } | { readonly made: T } = { make }
  return () => {
    if ('make' in state) state = { made: state.make() }
    return state.made
  }
}
