import { Refused } from './answers.ts'

const MOST_PARTS = 200

/**
 * The fields of a `multipart/form-data` body (RFC 7578), as `curl --form` and Zammad's own examples send them. Files
 * are taken as fields: nobody sends one here.
 * @param contentType the header, with its boundary (RFC 2046 5.1.1: at most 70 characters)
 * @throws Refused 400
 */
export function readMultipart(body: string, contentType: string): [name: string, value: string][] {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined) throw new Refused(400, 'badForm', 'The form names no boundary.')
  // What stands before the first boundary and after the last is no part.
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`, MOST_PARTS + 2).slice(1)
  if (parts.length > MOST_PARTS) throw new Refused(400, 'badForm', 'The form has too many fields.')
  const closing = parts.findIndex((part) => part.startsWith('--'))
  if (closing < 0) throw new Refused(400, 'badForm', 'The form is cut off.')
  return parts.slice(0, closing).flatMap((part): [string, string][] => {
    const head = part.indexOf('\r\n\r\n')
    const name = head < 0 ? undefined : /^content-disposition:[^\r\n]*?;\s*name="?([^"\r\n;]*)/im.exec(part.slice(0, head))?.[1]
    return name === undefined ? [] : [[name, part.slice(head + 4)]]
  })
}
