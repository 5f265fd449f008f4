import type { Browser } from '@playwright/test'
import type { ControlPlane } from '../clusters/ControlPlane.ts'
import type { Apiserver } from './Apiserver.ts'
import type { FloorPage } from './FloorPage.ts'
import type { Load } from './Load.ts'
import type { ProbePods } from './ProbePods.ts'

/** Everything that one run on one cluster needs and that outlives its single measurements. */
export interface Rig {
  controlPlane: ControlPlane
  apiserver: Apiserver
  load: Load
  browser: Browser
  floorPage: FloorPage
  probes: ProbePods
  /** Pods at the start. */
  total: number
}

/** The kubeconfig context of the test clusters. */
export const CONTEXT = 'binnacle-test'
/** All pods of all namespaces, in the order that the page has by default. */
export const PODS_PAGE = `/c/${CONTEXT}/pods?ns=*`
/** Browsers in all: one Chromium, the others protocol clients. */
export const BROWSERS = 20
