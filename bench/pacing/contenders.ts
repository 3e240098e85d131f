import { openBottleneckMinTime, openBottleneckReservoir } from './gates/bottleneck.ts'
import { openBullMq } from './gates/bullmq.ts'
import { openPQueue } from './gates/p-queue.ts'
import { openPThrottle } from './gates/p-throttle.ts'
import type { OpenGate } from './gates/types.ts'
import { openUpstash } from './gates/upstash.ts'
import { openOurs } from './ours.ts'

export const CONTENDERS = {
  Drawbridge: openOurs,
  'p-queue strict': openPQueue,
  'p-throttle strict': openPThrottle,
  'bottleneck reservoir': openBottleneckReservoir,
  'bottleneck minTime': openBottleneckMinTime,
  BullMQ: openBullMq,
  '@upstash sliding': openUpstash,
} as const satisfies Record<string, OpenGate>

export type Contender = keyof typeof CONTENDERS

export const isContender = (name: string): name is Contender => name in CONTENDERS
