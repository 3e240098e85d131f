import { AppError, type Facts } from '../errors.ts'

/** A refusal that only HTTP knows, by its status: a wrong method, a body too large or of a wrong type. */
export class HttpRefusal extends AppError {
  readonly status: 405 | 413 | 415
  readonly headers: Record<string, string>

  constructor(status: HttpRefusal['status'], detail: string, facts: Facts = {}, headers: Record<string, string> = {}) {
    super('invalid', 'input', detail, facts)
    this.name = 'HttpRefusal'
    this.status = status
    this.headers = headers
  }
}
