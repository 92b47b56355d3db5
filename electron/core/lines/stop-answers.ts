import { z } from 'zod'
import { field } from './field.ts'

const CHOICES = ['rapport', 'provider', 'tollFree'] as const
type StopAnswers = (typeof CHOICES)[number]

/** Who answers STOP, START and HELP on a line that texts: the setting of each. Rapport acts on the words all the same. */
export const stopAnswers = (initial: StopAnswers) =>
  field(z.enum(CHOICES, { error: 'Who answers STOP: choose one of the list.' }).default(initial), {
    label: 'STOP and HELP are answered by',
    hint: 'Whoever answers, Rapport never texts a number that said STOP. Two answers to one STOP break the carriers’ rules.',
    control: 'choice',
    choices: [
      { value: 'rapport', label: 'Rapport, once' },
      { value: 'provider', label: 'the text system or provider' },
      { value: 'tollFree', label: 'the network, as this is a toll-free number' },
    ],
    advanced: true,
  })
