/** What of the permissions the page asks too, to offer nothing that would be refused. */
export { roleMay, userMay } from './permissions.ts'
