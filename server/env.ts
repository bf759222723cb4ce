import { isIP } from 'node:net'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type OidcSettings, publicOrigin, readOidc } from './accounts/oidc-settings.ts'
import { type BasemapSetting, readBasemap } from './basemap/setting.ts'
import { type MailSetting, readMail } from './notifications/mail/setting.ts'

const Flag = Type.Enum(['0', '1'])

const Settings = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 8080 }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  NASAQ_DATA_DIR: Type.String({ minLength: 1, default: './data' }),
  NASAQ_DEMO: Type.Optional(Flag),
  NASAQ_RULE_PACK: Type.String({ minLength: 1, default: 'ksa' }),
  NASAQ_STATEMENT_LIMIT: Type.Integer({ minimum: 100, default: 15_000 }),
  NASAQ_LIMITS: Type.Enum(['published', 'none'], { default: 'published' }),
  NASAQ_TRUSTED_PROXIES: Type.Optional(Type.String({ description: 'addresses of reverse proxies, joined by commas' })),
  NASAQ_BASEMAP: Type.Optional(Type.String()),
  NASAQ_SECRET: Type.Optional(Type.String({ minLength: 32, description: 'the same for every process of a database' })),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { default: 'warn' }),
})

export type Env = Readonly<Static<typeof Settings>> & {
  demo: boolean
  /** The ground under our layers, where the operator has named one. */
  basemap: BasemapSetting | null
  /** Where browsers reach the service, where the operator says so. */
  publicUrl: string | null
  /** The identity provider, where there is one. */
  oidc: OidcSettings | null
  /** Where e-mail goes out, where it does. */
  mail: MailSetting | null
  /** Addresses whose word on who asks is taken; whoever else sends `X-Forwarded-For` is not believed. */
  trustedProxies: readonly string[]
}

/**
 * Reads the settings from the environment. The demo city is there by default on the embedded engine only.
 * Throws an error that names every bad setting at once.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const known = Object.fromEntries(Object.keys(Settings.properties).map((name) => [name, source[name] || undefined]))
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  const settings = Value.Convert(Settings, Value.Default(Settings, given))
  const trustedProxies = (known.NASAQ_TRUSTED_PROXIES ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  const strange = trustedProxies.filter((one) => isIP(one) === 0)
  const { oidc, faults } = readOidc(source)
  const { basemap, faults: basemapFaults } = readBasemap(source.NASAQ_BASEMAP)
  const { mail, faults: mailFaults } = readMail(source)
  const address = source.NASAQ_PUBLIC_URL || null
  const publicUrl = oidc?.publicUrl ?? mail?.publicUrl ?? (address && publicOrigin(address))
  // whoever needs it has said so already
  const isNoOrigin = address !== null && publicUrl === null && faults.length + mailFaults.length === 0
  const isRight = Value.Check(Settings, settings)
  if (!isRight || isNoOrigin || faults.length + strange.length + basemapFaults.length + mailFaults.length > 0) {
    const wrong = [...Value.Errors(Settings, settings)].map(({ instancePath, message }) => [
      instancePath.slice(1),
      message,
    ])
    const lines = [
      ...wrong,
      ...strange.map((one) => ['NASAQ_TRUSTED_PROXIES', `${one} is not an IP address`]),
      ...(isNoOrigin
        ? [['NASAQ_PUBLIC_URL', 'must be an https origin without a path (http on this machine only)']]
        : []),
      ...basemapFaults.map((words) => ['NASAQ_BASEMAP', words]),
      ...[...faults, ...mailFaults].map(({ setting, message }) => [setting, message]),
    ]
    throw new Error(`These settings are not right:\n${lines.map(([name, words]) => `  ${name}: ${words}`).join('\n')}`)
  }
  return Object.freeze({
    ...settings,
    demo: (settings.NASAQ_DEMO ?? (settings.DATABASE_URL ? '0' : '1')) === '1',
    basemap,
    publicUrl,
    oidc,
    mail,
    trustedProxies,
  })
}
