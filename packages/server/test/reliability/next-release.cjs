/**
 * Loaded before a process (`--require`), makes it one of the next release: its annotations, and so its digests, are of the revision
 * after ours. A process in which the constant is not found ends at once: nothing would be tested.
 */
const { register } = require('node:module')

const hooks = `
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context)
  if (!url.endsWith('/annotate/revision.js')) return loaded
  // In a worker thread the hooks stand twice, and the second finds what the first has raised.
  const source = String(loaded.source).replace(/ANNOTATION_REVISION = (\\d+);/, 'ANNOTATION_REVISION = $1 + 1;')
  if (!source.includes(' + 1;')) throw new Error('no ANNOTATION_REVISION to raise in ' + url)
  return { ...loaded, source }
}`

register(`data:text/javascript,${encodeURIComponent(hooks)}`)
