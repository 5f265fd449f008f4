/** Whether tests are to run on simulated clusters in place of real ones: with E2E_CLUSTER=demo. */
export function isSimulated(): boolean {
  return process.env['E2E_CLUSTER'] === 'demo'
}
