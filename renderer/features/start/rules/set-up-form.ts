/** What a practice needs to begin; country and language are guessed from the PC, null where they cannot be. */
export type SetUpForm = { name: string; phone: string; timeZone: string; you: string; country: string | null; language: string | null }

/** What is missing, by field; empty when it can begin. */
export function setUpProblems({ name, you }: Pick<SetUpForm, 'name' | 'you'>): Partial<Record<'name' | 'you', string>> {
  return {
    ...(name.trim() === '' && { name: 'Give the practice its name: it stands in every text.' }),
    ...(you.trim() === '' && { you: 'Say who you are, so that colleagues see who answered.' }),
  }
}

/** Country and language from the PC's locale, such as "es-MX". */
export function guessFromLocale(locale: string, countries: readonly string[]): Pick<SetUpForm, 'country' | 'language'> {
  try {
    const { language, region } = new Intl.Locale(locale)
    return { country: region !== undefined && countries.includes(region) ? region : null, language: /^[a-z]{2,3}$/.test(language) ? language : null }
  } catch {
    return { country: null, language: null }
  }
}
