import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withoutBlobs } from './blobs.js'

const bytes = Buffer.concat(['a', 'b', 'c', 'd'].map((seed) => createHash('sha512').update(seed).digest()))

describe('withoutBlobs', () => {
  it.each([
    ['base64', bytes.toString('base64')],
    ['base64 in quoted lines', bytes.toString('base64').replace(/.{76}/g, '$&\\n')],
    ['hexadecimal', bytes.toString('hex')],
  ])('leaves %s out and keeps what stands around it', (_, data) => {
    expect(withoutBlobs(`echo ${data} | base64 -d > key.pem`)).toBe('echo … | base64 -d > key.pem')
  })

  it.each([
    ['a SHA-512 digest', bytes.subarray(0, 64).toString('hex')],
    ['a long path', `/srv/${'var/cache2/build7/'.repeat(12)}out.log`],
    ['a long name', 'the_name_of_a_thing_2_'.repeat(10)],
    ['a long word', 'abcdefghij'.repeat(20)],
    ['a ruler', '='.repeat(200)],
  ])('keeps %s', (_, text) => {
    expect(withoutBlobs(`see ${text} now`)).toBeUndefined()
  })
})
