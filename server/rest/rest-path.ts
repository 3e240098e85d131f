/** Where the API for programs is. */
export const REST_PATH = '/api/v1/'
