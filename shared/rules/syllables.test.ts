import fc from 'fast-check'
import { syllable } from 'syllable'
import { describe, expect, test } from 'vitest'
import { syllablesIn } from './syllables.ts'

/** What a front desk writes. */
const OFFICE = `
  appointment appointments visit visits clinic office doctor physician nurse patient patients practice medicine medication prescription refill pharmacy insurance card deductible
  copay coinsurance authorization referral specialist provider primary care surgery procedure anesthesia sedation fasting water laboratory blood sample urine specimen result results
  abnormal normal positive negative imaging radiology ultrasound mammogram colonoscopy endoscopy vaccine immunization influenza shingles pneumonia bronchitis asthma inhaler allergy
  allergic allergies hypertension hypotension diabetes cholesterol thyroid arthritis fracture physical therapy therapist rehabilitation cardiology cardiologist dermatology
  dermatologist neurology gastroenterology orthopedic pediatric pediatrician gynecology obstetrics ophthalmology urology oncology psychiatry psychology counseling dental dentist
  hygienist cleaning filling crown extraction orthodontist braces denture implant gum tooth teeth morning afternoon evening today tomorrow yesterday monday tuesday wednesday thursday
  friday saturday sunday january february march april may june july august september october november december please bring call text reply confirm cancel reschedule arrive early
  minutes before after parking garage building entrance elevator floor address directions telephone number question questions answer message voicemail portal account password online
  website form forms paperwork signature consent privacy policy billing balance payment payments statement invoice charge charges credit debit estimate coverage benefits network
  eligible eligibility enrollment dependent guardian guarantor subscriber member identification photo driver license available unavailable opening closing closed holiday emergency
  urgent immediately symptom symptoms fever cough headache nausea vomiting diarrhea dizziness swelling bleeding breathing difficulty pain severe chronic acute condition history
  family dosage tablets capsule injection ointment antibiotic antibiotics infection inflammation bandage stitches wound dressing follow followed following recommended required
  received requested scheduled confirmed cancelled missed changed moved needed wanted called texted waited noted decided started ended created completed`
  .trim()
  .split(/\s+/)

describe('syllablesIn English', () => {
  test('agrees with the package syllable on at least 95 of 100 words of the office, and on most others with the dictionary', () => {
    const other = OFFICE.filter((word) => syllablesIn(word, 'en') !== syllable(word))
    expect(OFFICE.length).toBeGreaterThan(250)
    expect(1 - other.length / OFFICE.length).toBeGreaterThanOrEqual(0.95)
    // The package is wrong about these, by the CMU Pronouncing Dictionary.
    expect(other).toEqual(expect.arrayContaining(['coinsurance', 'pneumonia', 'diabetes', 'evening', 'voicemail', 'charge']))
  })

  // By the CMU Pronouncing Dictionary.
  test.each([
    ['a', 1], ['the', 1], ['care', 1], ['cared', 1], ['cares', 1], ['called', 1], ['texted', 2], ['needed', 2], ['table', 2], ['tables', 2], ['settled', 2], ['offices', 3], ['changes', 2], ['safely', 2], ['statement', 2], ['careful', 2], ['completely', 3],
    ['sometimes', 2], ['somewhere', 2], ['therefore', 2], ['caregiver', 3], ['every', 2], ['everyone', 3], ['anyone', 3], ['before', 2], ['voicemail', 2], ['radio', 3], ['period', 3], ['million', 2], ['opinion', 3], ['region', 2], ['previous', 3], ['cautious', 2],
    ['dial', 2], ['special', 2], ['immediate', 4], ['diet', 2], ['science', 2], ['patient', 2], ['convenient', 4], ['friend', 1], ['earlier', 3], ['video', 3], ['people', 2], ['idea', 3], ['area', 3], ['create', 2], ['reaction', 3], ['usual', 3], ['january', 4], ['quality', 3], ['language', 2],
    ['fluid', 2], ['ruin', 2], ['guide', 1], ['going', 2], ['paying', 2], ['crying', 2], ['player', 2], ['beyond', 2], ['you', 1], ['eye', 1], ['business', 2], ['wednesday', 2], ['diabetes', 4], ['isn’t', 2], ["didn't", 2], ["don't", 1], ["doctor's", 2], ["nurse's", 2], ['spasm', 2], ['rhythm', 2], ['metabolism', 5], ['check-up', 2], ['Dr', 2], ['a.m', 2],
  ])('%s has %i', (word, count) => expect(syllablesIn(word, 'en')).toBe(count))

  test('capitals without a vowel are read by their letters', () => {
    expect(syllablesIn('PM', 'en')).toBe(2)
    expect(syllablesIn('TB', 'es')).toBe(2)
    expect(syllablesIn('Mr', 'en')).toBe(2)
  })
})

describe('syllablesIn Spanish', () => {
  test.each([
    ['y', 1], ['a', 1], ['hoy', 1], ['muy', 1], ['ley', 1], ['leyes', 2], ['yo', 1], ['ayer', 2], ['mayo', 2], ['Uruguay', 3], ['que', 1], ['quien', 1], ['aquí', 2], ['quince', 2], ['guía', 2], ['seguir', 2], ['guerra', 2], ['pague', 2], ['averigüe', 4], ['pingüino', 3], ['agua', 2], ['cuota', 2],
    ['cita', 2], ['día', 2], ['días', 2], ['María', 3], ['mañana', 3], ['miércoles', 3], ['sábado', 3], ['viernes', 2], ['junio', 2], ['agosto', 3], ['receta', 3], ['medicina', 4], ['farmacia', 3], ['farmacéutico', 5], ['clínica', 3], ['médico', 3], ['enfermera', 4], ['paciente', 3],
    ['salud', 2], ['seguro', 3], ['deuda', 2], ['cuidado', 3], ['ciudad', 2], ['viuda', 2], ['oír', 2], ['oído', 3], ['país', 2], ['raíz', 2], ['baúl', 2], ['reúne', 3], ['leer', 2], ['caer', 2], ['poeta', 3], ['línea', 3], ['área', 3], ['oeste', 3], ['teatro', 3], ['cooperar', 4],
    ['ahora', 3], ['ahí', 2], ['búho', 2], ['ahumar', 2], ['prohibir', 2], ['alcohol', 3], ['vehículo', 4], ['zanahoria', 4], ['hecho', 2], ['ocho', 2], ['guion', 1], ['vacunación', 4], ['atención', 3], ['presión', 2], ['rodilla', 3], ['riñón', 2], ['corazón', 3], ['hipertensión', 4],
    ['ecografía', 5], ['radiografía', 5], ['ayuno', 3], ['copago', 3], ['autorización', 5], ['estudiáis', 3], ['buey', 1], ['limpiéis', 2], ['Mary', 2], ['niño', 2], ['lengua', 2], ['bilingüe', 3],
  ])('%s has %i', (word, count) => expect(syllablesIn(word, 'es')).toBe(count))

  test('an accent by itself or in its letter, small or capital, changes nothing', () => {
    for (const word of ['DÍA', 'di\u0301a', 'Averigu\u0308e']) expect(syllablesIn(word, 'es')).toBe(syllablesIn(word.normalize('NFC').toLowerCase(), 'es'))
  })

  test('words of open syllables have as many as they have vowels', () => {
    const open = fc.tuple(fc.constantFrom('b', 'd', 'f', 'l', 'll', 'm', 'n', 'ñ', 'p', 'r', 'rr', 's', 't', 'ch', 'pl', 'tr'), fc.constantFrom('a', 'e', 'i', 'o', 'u', 'á', 'é', 'í', 'ó', 'ú')).map((letters) => letters.join(''))
    fc.assert(
      fc.property(fc.array(open, { minLength: 1, maxLength: 6 }), (parts) => {
        expect(syllablesIn(parts.join(''), 'es')).toBe(parts.length)
      }),
    )
  })
})

test('any text has one syllable at least, and no more than letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('en' as const, 'es' as const), (word, language) => {
      const count = syllablesIn(word, language)
      expect(count).toBeGreaterThanOrEqual(1)
      expect(count).toBeLessThanOrEqual(Math.max(1, 3 * word.length))
    }),
  )
})
