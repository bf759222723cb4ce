import type { Knex } from 'knex'
import * as extensions from './0001_extensions.ts'
import * as agencies from './0002_agencies.ts'
import * as streets from './0003_streets.ts'
import * as places from './0004_places.ts'
import * as restrictions from './0005_restrictions.ts'
import * as works from './0006_works.ts'
import * as register from './0007_register.ts'
import * as media from './0008_media.ts'
import * as reports from './0009_reports.ts'
import * as opportunities from './0010_opportunities.ts'
import * as imports from './0011_imports.ts'
import * as ground from './0012_ground.ts'
import * as measuredAnew from './0013_measured_anew.ts'
import * as lockGround from './0014_lock_ground.ts'
import * as rowSecurity from './0015_row_security.ts'
import * as audit from './0016_audit.ts'
import * as idempotency from './0017_idempotency.ts'
import * as accounts from './0018_accounts.ts'
import * as identityProvider from './0019_identity_provider.ts'
import * as changesTold from './0020_changes_told.ts'
import * as publicMap from './0021_public_map.ts'
import * as placeNames from './0022_place_names.ts'
import * as permits from './0023_permits.ts'

/** Every migration by its name; they run in the order of their names. */
export const migrations: Record<string, Knex.Migration> = {
  '0001_extensions': extensions,
  '0002_agencies': agencies,
  '0003_streets': streets,
  '0004_places': places,
  '0005_restrictions': restrictions,
  '0006_works': works,
  '0007_register': register,
  '0008_media': media,
  '0009_reports': reports,
  '0010_opportunities': opportunities,
  '0011_imports': imports,
  '0012_ground': ground,
  '0013_measured_anew': measuredAnew,
  '0014_lock_ground': lockGround,
  '0015_row_security': rowSecurity,
  '0016_audit': audit,
  '0017_idempotency': idempotency,
  '0018_accounts': accounts,
  '0019_identity_provider': identityProvider,
  '0020_changes_told': changesTold,
  '0021_public_map': publicMap,
  '0022_place_names': placeNames,
  '0023_permits': permits,
}
