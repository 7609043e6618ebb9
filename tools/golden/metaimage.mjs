// Makes tests/Pipeline.Imaging.Tests/Golden/metaimage and metaimage.json with ITK (its MetaImageIO, compiled to WebAssembly).
//
// Run from the repository's root:
//   npm install --prefix /tmp/itk @itk-wasm/image-io@1.6.1
//   NODE_PATH=/tmp/itk/node_modules node tools/golden/metaimage.mjs
// With paths as arguments it prints how ITK reads those files instead: so is checked what our writer writes.
//
// ITK writes ten types, an oblique geometry and 2-D; the headers that ITK reads but does not write (big-endian, other key names, HeaderSize,
// .zraw, Windows line ends) are made of those by text replacement, and ITK's reading of them is what is recorded. Regenerate on purpose only.
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { pathToFileURL } from 'node:url'

const load = async name => import(pathToFileURL(createRequire(path.join(process.env.NODE_PATH, 'x')).resolve(name)))
const { metaReadImageNode, metaWriteImageNode } = await load('@itk-wasm/image-io')

const out = path.resolve('tests/Pipeline.Imaging.Tests/Golden/metaimage')
const arrays = {
  uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, uint32: Uint32Array, int32: Int32Array,
  uint64: BigUint64Array, int64: BigInt64Array, float32: Float32Array, float64: Float64Array,
}
const extremes = {
  uint8: [0, 255], int8: [-128, 127], uint16: [0, 65535], int16: [-32768, 32767], uint32: [0, 4294967295], int32: [-2147483648, 2147483647],
  uint64: [0, 2 ** 53], int64: [-(2 ** 53), 2 ** 53], float32: [-0.5, 1e30], float64: [0.1, -1e300],
}
const oblique = [0.36, 0.48, -0.8, -0.8, 0.6, 0, 0.48, 0.64, 0.6] // columns: directions of x, y, z

function image(type, { size = [3, 2, 2], spacing = [1.5, 2, 3.25], origin = [10, -20, 30.5], direction = oblique } = {}) {
  const count = size.reduce((a, b) => a * b)
  const values = [...extremes[type], ...Array.from({ length: count - 2 }, (_, i) => (i * 7) % 50)]
  return {
    imageType: { dimension: size.length, componentType: type, pixelType: 'Scalar', components: 1 },
    name: 'image', origin, spacing, direction: new Float64Array(direction), size, metadata: new Map(),
    data: arrays[type].from(type.endsWith('64') && type !== 'float64' ? values.map(BigInt) : values),
  }
}

async function describe(file) {
  const { image: i } = await metaReadImageNode(path.resolve(file))
  return {
    file: 'metaimage/' + path.basename(file), datatype: i.imageType.componentType, shape: i.size, spacing: i.spacing, origin: i.origin,
    direction: Array.from(i.direction), values: Array.from(i.data, Number),
  }
}

async function write(name, content, useCompression = false) {
  await metaWriteImageNode(content, path.join(out, name), { useCompression })
}

/** A copy of an .mhd and its voxels under another name, with the header's text and the voxels' bytes changed. */
function derive(from, to, header, { bytes = b => b, ending = '.raw', newline = '\n' } = {}) {
  const text = fs.readFileSync(path.join(out, from + '.mhd'), 'latin1').replace(from + '.raw', to + ending)
  fs.writeFileSync(path.join(out, to + '.mhd'), header(text).replaceAll('\n', newline), 'latin1')
  fs.writeFileSync(path.join(out, to + ending), bytes(fs.readFileSync(path.join(out, from + '.raw'))))
}

async function make() {
  fs.rmSync(out, { recursive: true, force: true })
  fs.mkdirSync(out, { recursive: true })
  for (const type of Object.keys(arrays)) await write(`${type}.mha`, image(type), true)
  await write('plain.mha', image('int16'))
  await write('pair.mhd', image('int16'))
  await write('flat.mhd', image('uint8', { size: [4, 3], spacing: [0.5, 0.75], origin: [1, 2], direction: [0, -1, 1, 0] }))
  await write('series.mhd', image('uint8', { size: [2, 2, 2, 2], spacing: [1, 2, 3, 4], origin: [5, 6, 7, 8], direction: [1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] }))
  derive('pair', 'big-endian', t => t.replace('MSB = False', 'MSB = True'), { bytes: b => Buffer.from(b).swap16() })
  derive('pair', 'element-msb', t => t.replace('BinaryDataByteOrderMSB = False', 'ElementByteOrderMSB = True'), { bytes: b => Buffer.from(b).swap16() })
  derive('pair', 'position', t => t.replace('Offset', 'Position').replace('TransformMatrix', 'Orientation').replace('ElementSpacing', 'ElementSize'))
  derive('pair', 'origin', t => t.replace('Offset', 'Origin').replace('TransformMatrix', 'Rotation'))
  derive('pair', 'header-size', t => t.replace('DimSize', 'HeaderSize = 5\nDimSize'), { bytes: b => Buffer.concat([Buffer.from('extra'), b]) })
  derive('pair', 'header-at-end', t => t.replace('DimSize', 'HeaderSize = -1\nDimSize'), { bytes: b => Buffer.concat([Buffer.from('anything'), b]) })
  derive('pair', 'packed', t => t.replace('CompressedData = False', 'CompressedData = True'), { bytes: b => zlib.deflateSync(b), ending: '.zraw' })
  derive('pair', 'windows', t => t, { newline: '\r\n' })
  derive('pair', 'bare', t => t.split('\n').filter(l => /^(ObjectType|NDims|DimSize|ElementType|ElementDataFile)/.test(l)).join('\n') + '\n')
  const files = []
  for (const name of fs.readdirSync(out).filter(n => /\.mh[ad]$/.test(n)).sort()) files.push(await describe(path.join(out, name)))
  const made = { made_with: { '@itk-wasm/image-io': '1.6.1' }, files }
  fs.writeFileSync(path.join(out, '..', 'metaimage.json'), JSON.stringify(made) + '\n')
}

if (process.argv.length > 2) for (const file of process.argv.slice(2)) console.log(JSON.stringify(await describe(file)))
else await make()
process.exit(0)
