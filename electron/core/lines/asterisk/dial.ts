import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { log } from '../../log.ts'
import type { DialOutcome } from '../line.ts'
import type { Session } from './session.ts'
import type { AsteriskSettings } from './settings.ts'

const RINGS_FOR = 30 * SECOND
/** A phone that is not there is told at once; one that rings says nothing yet. */
const REFUSED_WITHIN = SECOND

type Dialling = Pick<AsteriskSettings, 'dialAs' | 'countryCode' | 'dialPrefix'>

/** A number as the practice's phones dial it. @param to E.164 with its plus */
export function asDialled(to: string, { dialAs, countryCode, dialPrefix }: Dialling): string {
  const digits = to.replaceAll(/\D/g, '')
  if (dialAs === 'plus') return `${dialPrefix}+${digits}`
  if (dialAs === 'digits') return dialPrefix + digits
  const phone = parsePhoneNumberFromString(`+${digits}`)
  if (phone?.countryCallingCode === countryCode) return dialPrefix + phone.formatNational().replaceAll(/\D/g, '')
  return `${dialPrefix}${countryCode === '1' ? '011' : '00'}${digits}`
}

/**
 * Rings the phone with this extension; picked up, it dials the number as if its owner had typed it.
 * @param to E.164 @param id names this try
 */
export async function originate(session: Session, settings: AsteriskSettings, { to, extension }: { to: string; extension: string | null }, id: string): Promise<DialOutcome> {
  if (extension === null) return { dialled: false, reason: 'Rapport does not know which phone is yours. Enter your extension in Settings, Staff.' }
  // Anything else could call other phones too, or dial in another way than this.
  if (!/^[\w.+-]{1,40}$/.test(extension)) return { dialled: false, reason: 'Your extension in Settings, Staff, is not one that can be dialled. Enter it as it stands on your phone.' }
  if (!/^\+\d{3,20}$/.test(to)) return { dialled: false, reason: 'This is not a number that can be dialled from here. Dial it on your phone.' }
  const actionId = `dial-${id}`
  try {
    const outcome = session.outcomeOf(actionId, REFUSED_WITHIN)
    const { ok, message } = await session.ask(
      'Originate',
      {
        Channel: settings.channel.replaceAll('{extension}', extension),
        Context: settings.context,
        Exten: asDialled(to, settings),
        Priority: '1',
        // FreePBX knows by it whose phone it is, and so by which route and number the call goes out.
        CallerID: `Rapport <${extension}>`,
        Timeout: String(RINGS_FOR),
        Async: 'true',
      },
      { id: actionId },
    )
    if (!ok) return { dialled: false, reason: refused(message) }
    const failed = await outcome
    return failed === null ? { dialled: true } : { dialled: false, reason: unreached(failed, extension) }
  } catch (error) {
    log.warn('asterisk.dial', { error })
    return { dialled: false, reason: error instanceof PracticeError ? `${error.message} Dial it on your phone.` : 'It could not be dialled. Dial it on your phone.' }
  }
}

function refused(message: string): string {
  if (/permission/i.test(message)) return 'The phone system does not let Rapport dial. Dial it on your phone; its manager user needs the right "originate" for that.'
  return 'The phone system did not take the call. Dial it on your phone.'
}

/** @param reason as Asterisk's OriginateResponse numbers it: 0 no such phone, 1 hung up, 3 not picked up, 5 busy, 8 congestion */
function unreached(reason: string, extension: string): string {
  if (reason === '5') return `Your phone (${extension}) is busy. Dial it when it is free.`
  if (reason === '0' || reason === '8') return `Your phone (${extension}) could not be reached by the phone system. Check that it is on, and your extension in Settings, Staff.`
  return `Your phone (${extension}) was not picked up.`
}
