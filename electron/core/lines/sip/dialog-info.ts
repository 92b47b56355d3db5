import { BadMessage } from './message.ts'
import { childrenNamed, readXml } from './xml.ts'

/** One call at a watched extension (RFC 4235 section 4.1). */
export type Dialog = {
  id: string
  callId: string | null
  direction: 'in' | 'out' | null
  state: 'early' | 'confirmed' | 'terminated' | 'other'
  remote: { uri: string; name: string | null } | null
}

export type DialogInfo = { version: number; /** Whether dialogs that are not named are over. */ full: boolean; dialogs: Dialog[] }

/** Reads application/dialog-info+xml. @throws BadMessage */
export function readDialogInfo(body: string): DialogInfo {
  const document = readXml(body.replace(/^\uFEFF/, ''))
  if (document.name !== 'dialog-info') throw new BadMessage('not dialog-info')
  const version = Number(document.attributes.get('version') ?? 0)
  return {
    version: Number.isSafeInteger(version) ? version : 0,
    full: document.attributes.get('state') !== 'partial',
    dialogs: childrenNamed(document, 'dialog').map((dialog) => {
      const [identity] = childrenNamed(childrenNamed(dialog, 'remote')[0], 'identity')
      const [target] = childrenNamed(childrenNamed(dialog, 'remote')[0], 'target')
      const uri = identity?.text.trim() || target?.attributes.get('uri')?.trim() || ''
      const direction = dialog.attributes.get('direction')
      const state = childrenNamed(dialog, 'state')[0]?.text.trim().toLowerCase()
      return {
        id: dialog.attributes.get('id') ?? '',
        callId: dialog.attributes.get('call-id') || null,
        direction: direction === 'initiator' ? 'out' : direction === 'recipient' ? 'in' : null,
        state: state === 'early' || state === 'confirmed' || state === 'terminated' ? state : 'other',
        remote: uri === '' ? null : { uri, name: identity?.attributes.get('display')?.trim() || null },
      }
    }),
  }
}
