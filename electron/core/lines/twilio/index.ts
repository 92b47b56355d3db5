import { SECOND } from '@shared/time.ts'
import type { LineModule } from '../line.ts'
import { testTwilio } from './health.ts'
import { runTwilio } from './run.ts'
import { twilioSettings, type TwilioSettings } from './settings.ts'

/** Texts and calls of Twilio numbers, by asking every few seconds, so that no address of this PC need be public; see docs/lines/twilio.md. */
export const twilioLine: LineModule<TwilioSettings> = {
  kind: 'twilio',
  title: 'Twilio',
  about: 'Texts and calls of your Twilio numbers. Nothing needs to be opened to the internet.',
  guide: 'docs/lines/twilio.md',
  // Twilio answers a call itself as soon as a menu speaks.
  hears: 'trunk',
  settings: twilioSettings,
  canText: () => true,
  start: (settings, sink, signal) => Promise.resolve(runTwilio(settings, sink, signal, { every: settings.pollSeconds * SECOND, random: Math.random })),
  health: testTwilio,
}
