/** What a command will not do, in words for whoever asked. */
export class Refused extends Error {
  override name = 'Refused'
}
