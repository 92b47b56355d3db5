import { describe, expect, test } from 'vitest'
import { answerChallenge, chooseChallenge, readChallenge } from './digest.ts'

const credentials = { user: 'Mufasa', password: 'Circle of Life' }
const asked = { method: 'GET', uri: '/dir/index.html', body: Buffer.from('') }
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'
const offer = (algorithm: string): string =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`
const responseTo = (value: string, count = 1, given = asked): string => {
  const challenge = chooseChallenge([value])
  return challenge ? answerChallenge(challenge, credentials, given, count, cnonce) : ''
}

describe('digest', () => {
  test('answers as RFC 7616 section 3.9.1 does, with MD5 and SHA-256', () => {
    expect(responseTo(offer('MD5'))).toContain('response="8ca523f5e9506fed4657c9700eebdbec"')
    const answer = responseTo(offer('SHA-256'))
    expect(answer).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"')
    expect(answer).toMatch(/algorithm=SHA-256, opaque="FQhe[^"]+", qop=auth, nc=00000001, cnonce="/)
    expect(responseTo(offer('MD5'), 255)).toContain('nc=000000ff')
  })

  test('answers as RFC 2617 section 3.5 does', () => {
    const challenge = readChallenge('Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"')
    expect(challenge && answerChallenge(challenge, { user: 'Mufasa', password: 'Circle Of Life' }, asked, 1, '0a4f113b')).toContain('response="6629fae49393a05397450978507c4ef1"')
  })

  test('takes the first it knows, and signs the body where only that is offered', () => {
    expect(chooseChallenge(['Basic realm="x"', 'Digest realm="x", nonce="n", algorithm=SHAKE', offer('SHA-256'), offer('MD5')])?.algorithm).toBe('SHA-256')
    const whole = 'Digest realm="r", nonce="n", qop=auth-int'
    expect(responseTo(whole)).toContain('qop=auth-int')
    expect(responseTo(whole)).not.toBe(responseTo(whole, 1, { ...asked, body: Buffer.from('x') }))
    expect(readChallenge('Digest realm="r", nonce="n", qop="other"')).toBeNull()
    expect(readChallenge('Digest realm="r", nonce="n", stale=TRUE')).toMatchObject({ stale: true, qop: null, algorithm: null })
    expect(responseTo('Digest realm="a\\"b", nonce="n"')).toContain('realm="a\\"b"')
  })
})
