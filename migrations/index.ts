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
import * as amendments from './0024_amendments.ts'
import * as cases from './0025_cases.ts'
import * as digOnce from './0026_dig_once.ts'
import * as fees from './0027_fees.ts'
import * as notifications from './0028_notifications.ts'
import * as diversions from './0029_diversions.ts'
import * as office from './0030_office.ts'
import * as futureProjects from './0032_future_projects.ts'
import * as checklists from './0040_checklists.ts'
import * as inspections from './0041_inspections.ts'
import * as defects from './0042_defects.ts'
import * as laboratory from './0043_laboratory.ts'
import * as handover from './0044_handover.ts'
import * as ledger from './0045_ledger.ts'
import * as quality from './0046_quality.ts'
import * as connections from './0048_connections.ts'
import * as amendmentFees from './0049_amendment_fees.ts'
import * as violations from './0050_violations.ts'
import * as violationsStandOpen from './0051_violations_stand_open.ts'
import * as decidedWhen from './0053_decided_when.ts'
import * as violationPlaces from './0054_violation_places.ts'
import * as bannedContractors from './0056_banned_contractors.ts'
import * as carriedOver from './0057_carried_over.ts'
import * as groundOfConnections from './0058_ground_of_connections.ts'
import * as trafficJudgedAgain from './0059_traffic_judged_again.ts'
import * as toldToWhom from './0061_told_to_whom.ts'
import * as connectionPhotos from './0062_connection_photos.ts'
import * as functionsAsk from './0062_functions_ask.ts'
import * as carriedLimits from './0063_carried_limits.ts'
import * as whatIsOver from './0063_what_is_over.ts'
import * as guaranteeInspected from './0064_guarantee_inspected.ts'
import * as restrictedGround from './0065_restricted_ground.ts'
import * as minuteByMinute from './0066_minute_by_minute.ts'
import * as trenchOf from './0067_trench_of.ts'
import * as samplesAsk from './0070_samples_ask.ts'
import * as wordsOfHistory from './0071_words_of_history.ts'
import * as linkedBy from './0072_linked_by.ts'
import * as clearedGround from './0073_cleared_ground.ts'
import * as wordsOfAmendments from './0073_words_of_amendments.ts'
import * as decisionsTold from './0076_decisions_told.ts'
import * as carriedMarked from './0077_carried_marked.ts'
import * as meetings from './0078_meetings.ts'
import * as clearedOfDues from './0080_cleared_of_dues.ts'
import * as guaranteeCutShort from './0081_guarantee_cut_short.ts'
import * as writtenByRight from './0082_written_by_right.ts'
import * as wordsOfAnswers from './0083_words_of_answers.ts'
import * as carriedMoratoria from './0084_carried_moratoria.ts'
import * as reportsDealtWith from './0085_reports_dealt_with.ts'
import * as reportsInTime from './0086_reports_in_time.ts'
import * as settledUntil from './0088_settled_until.ts'
import * as samplesTakenAgain from './0090_samples_taken_again.ts'
import * as noticesSeen from './0092_notices_seen.ts'
import * as toldApart from './0093_told_apart.ts'
import * as casesCounted from './0094_cases_counted.ts'
import * as proposalsWait from './0097_proposals_wait.ts'
import * as copiesAndReceipts from './0098_copies_and_receipts.ts'
import * as samplesOfOpenedGround from './0099_samples_of_opened_ground.ts'
import * as disputesRuledOut from './0101_disputes_ruled_out.ts'
import * as droppedVisitsTold from './0102_dropped_visits_told.ts'
import * as itemsSettled from './0103_items_settled.ts'
import * as keyOfAReport from './0105_key_of_a_report.ts'
import * as delegations from './0106_delegations.ts'
import * as answeredForAnother from './0107_answered_for_another.ts'
import * as assets from './0108_assets.ts'
import * as assetsNearby from './0109_assets_nearby.ts'

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
  '0024_amendments': amendments,
  '0025_cases': cases,
  '0026_dig_once': digOnce,
  '0027_fees': fees,
  '0028_notifications': notifications,
  '0029_diversions': diversions,
  '0030_office': office,
  '0032_future_projects': futureProjects,
  '0040_checklists': checklists,
  '0041_inspections': inspections,
  '0042_defects': defects,
  '0043_laboratory': laboratory,
  '0044_handover': handover,
  '0045_ledger': ledger,
  '0046_quality': quality,
  '0048_connections': connections,
  '0049_amendment_fees': amendmentFees,
  '0050_violations': violations,
  '0051_violations_stand_open': violationsStandOpen,
  '0053_decided_when': decidedWhen,
  '0054_violation_places': violationPlaces,
  '0056_banned_contractors': bannedContractors,
  '0057_carried_over': carriedOver,
  '0058_ground_of_connections': groundOfConnections,
  '0059_traffic_judged_again': trafficJudgedAgain,
  '0061_told_to_whom': toldToWhom,
  '0062_connection_photos': connectionPhotos,
  '0062_functions_ask': functionsAsk,
  '0063_carried_limits': carriedLimits,
  '0063_what_is_over': whatIsOver,
  '0064_guarantee_inspected': guaranteeInspected,
  '0065_restricted_ground': restrictedGround,
  '0066_minute_by_minute': minuteByMinute,
  '0067_trench_of': trenchOf,
  '0070_samples_ask': samplesAsk,
  '0071_words_of_history': wordsOfHistory,
  '0072_linked_by': linkedBy,
  '0073_cleared_ground': clearedGround,
  '0073_words_of_amendments': wordsOfAmendments,
  '0076_decisions_told': decisionsTold,
  '0077_carried_marked': carriedMarked,
  '0078_meetings': meetings,
  '0080_cleared_of_dues': clearedOfDues,
  '0081_guarantee_cut_short': guaranteeCutShort,
  '0082_written_by_right': writtenByRight,
  '0083_words_of_answers': wordsOfAnswers,
  '0084_carried_moratoria': carriedMoratoria,
  '0085_reports_dealt_with': reportsDealtWith,
  '0086_reports_in_time': reportsInTime,
  '0088_settled_until': settledUntil,
  '0090_samples_taken_again': samplesTakenAgain,
  '0092_notices_seen': noticesSeen,
  '0093_told_apart': toldApart,
  '0094_cases_counted': casesCounted,
  '0097_proposals_wait': proposalsWait,
  '0098_copies_and_receipts': copiesAndReceipts,
  '0099_samples_of_opened_ground': samplesOfOpenedGround,
  '0101_disputes_ruled_out': disputesRuledOut,
  '0102_dropped_visits_told': droppedVisitsTold,
  '0103_items_settled': itemsSettled,
  '0105_key_of_a_report': keyOfAReport,
  '0106_delegations': delegations,
  '0107_answered_for_another': answeredForAnother,
  '0108_assets': assets,
  '0109_assets_nearby': assetsNearby,
}
