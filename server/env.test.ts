import { describe, expect, it } from 'vitest'
import { readEnv } from './env.ts'

describe('the settings', () => {
  it('hold every client to the published limits and trust no proxy, unless they say otherwise', () => {
    expect(readEnv({})).toMatchObject({ NASAQ_LIMITS: 'published', trustedProxies: [] })
    const said = readEnv({ NASAQ_LIMITS: 'none', NASAQ_TRUSTED_PROXIES: '10.0.0.7, 2001:db8::7' })
    expect(said).toMatchObject({ NASAQ_LIMITS: 'none', trustedProxies: ['10.0.0.7', '2001:db8::7'] })
  })

  it('name the proxies by their addresses: no names, no networks, nobody at all', () => {
    for (const one of ['proxy.example', '10.0.0.0/8', '*', 'true', '1', '10.0.0.7 10.0.0.8'])
      expect(() => readEnv({ NASAQ_TRUSTED_PROXIES: one }), one).toThrow(`${one} is not an IP address`)
  })

  it('send e-mail where a server is named, and know where its links lead', () => {
    expect(readEnv({}).mail).toBeNull()
    const given = { SMTP_URL: 'smtps://mail.example', NASAQ_PUBLIC_URL: 'https://nasaq.example/' }
    expect(readEnv(given).mail).toEqual({
      smtpUrl: 'smtps://mail.example',
      from: 'Nasaq <nasaq@nasaq.example>',
      publicUrl: 'https://nasaq.example',
    })
    expect(() => readEnv({ SMTP_URL: 'smtp://mail.example' })).toThrow(/NASAQ_PUBLIC_URL: is needed with SMTP_URL/)
    expect(() => readEnv({ ...given, SMTP_URL: 'mail.example' })).toThrow(/SMTP_URL: must be smtp/)
    expect(() => readEnv({ ...given, SMTP_FROM: 'nobody' })).toThrow(/SMTP_FROM: must be an address/)
    expect(() => readEnv({ NASAQ_SECRET: 'short' })).toThrow(/NASAQ_SECRET/)
  })

  it('know where the service is reached, with or without anything that needs it', () => {
    expect(readEnv({}).publicUrl).toBeNull()
    expect(readEnv({ NASAQ_PUBLIC_URL: 'https://nasaq.example/' }).publicUrl).toBe('https://nasaq.example')
    for (const one of ['nasaq.example', 'http://nasaq.example', 'https://nasaq.example/works'])
      expect(() => readEnv({ NASAQ_PUBLIC_URL: one }), one).toThrow(/NASAQ_PUBLIC_URL: must be an https origin/)
  })

  it('are refused all at once', () => {
    expect(() => readEnv({ PORT: 'x', NASAQ_LIMITS: 'some', NASAQ_TRUSTED_PROXIES: 'here' })).toThrow(
      /PORT: [^\n]+\n[\s\S]*NASAQ_LIMITS: [^\n]+\n\s+NASAQ_TRUSTED_PROXIES: here is not an IP address/,
    )
  })
})
