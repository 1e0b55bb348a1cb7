/** Reading an uploaded form: fields, and one file of text. */
import { AppError } from '../errors.js'

/** Files that are text by their name, where the sender does not say what they are. */
const TEXT_NAME = /\.(txt|md|markdown|json|jsonl|csv|tsv|log|eml|html?|xml|ya?ml|srt|vtt)$/i
const TEXT_TYPE = /^(text\/|application\/(json|xml|x-ndjson|yaml)\b|message\/rfc822)/i

const refused = (message: string, cause?: unknown) => new AppError('invalid_argument', message, { cause })

/**
 * The fields of a form, with the file's text as `document`.
 *
 * Errors  `invalid_argument` for what is no form, for a file that is not UTF-8 text, for metadata that is no JSON.
 */
export async function readUpload(
  body: unknown,
  contentType: string | undefined,
): Promise<Record<string, unknown>> {
  if (!Buffer.isBuffer(body) || contentType === undefined)
    throw refused('send multipart/form-data with a field "file" or "text"')
  const form = await parseForm(body, contentType)
  const { file, text, metadata, ...fields } = form
  const document = file === undefined ? text : await textOfFile(file)
  if (document === undefined) throw refused('the form has neither "file" nor "text"; send one of them')
  return {
    document_type: 'document',
    ...fields,
    document,
    ...(metadata !== undefined && { metadata: parseMetadata(metadata) }),
  }
}

type Entry = Blob | string

/** The runtime's own form parser: what `fetch` uses for answers. */
async function parseForm(body: Buffer, contentType: string): Promise<Record<string, Entry>> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData()
    return Object.fromEntries(form.entries())
  } catch (cause) {
    throw refused('the body is no complete multipart/form-data', cause)
  }
}

async function textOfFile(file: Entry): Promise<string> {
  if (typeof file === 'string') return file
  const name = 'name' in file && typeof file.name === 'string' ? file.name : ''
  if (!TEXT_TYPE.test(file.type) && !TEXT_NAME.test(name))
    throw refused(
      `a file of type ${file.type || 'unknown'} cannot be read here; upload text, or extract the text first`,
    )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch (cause) {
    throw refused('the file is not UTF-8 text; convert it first', cause)
  }
}

function parseMetadata(metadata: Entry): unknown {
  if (typeof metadata !== 'string') throw refused('metadata must be a JSON object as text')
  if (metadata.trim() === '') return undefined
  try {
    return JSON.parse(metadata)
  } catch (cause) {
    throw refused('metadata must be a JSON object', cause)
  }
}
