import drawTask, { type DrawResult, type DrawTask } from './draw-task.ts'

/** A worker that dies on the word "crash", takes its whole process with it on "abort" and fails on "fail"; tests prove with it that the pool goes on. */
export default async function crashingTask(task: DrawTask): Promise<DrawResult> {
  if (task.words === 'crash') process.exit(1)
  if (task.words === 'abort') process.kill(process.pid, 'SIGKILL')
  if (task.words === 'fail') throw new Error('could not draw')
  return drawTask(task)
}
