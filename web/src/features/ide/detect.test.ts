import { expect, it } from 'vitest'
import { recordedLanguages } from '../../testing/desk'
import { seemsLike } from './detect'

const known =
  'bash c cpp csharp go haskell java javascript kotlin lua perl php python r ruby rust sql typescript'.split(' ')
const samples: [string, string][] = [
  ['python', 'def area(r):\n    return 3.14 * r ** 2\n\nfor r in range(3):\n    print(f"{area(r)}")\n'],
  ['javascript', "const fs = require('fs')\nlet n = 3\nconsole.log(n === 3 ? 'yes' : 'no')\n"],
  [
    'java',
    'public class Main {\n    public static void main(String[] args) {\n        System.out.println(1);\n    }\n}\n',
  ],
  ['cpp', '#include <iostream>\nusing namespace std;\nint main() {\n    cout << 1 << endl;\n}\n'],
  ['c', '#include <stdio.h>\n\nint main(void) {\n    printf("%d", 1);\n}\n'],
  ['go', 'package main\n\nimport "fmt"\n\nfunc main() {\n\tx := 3\n\tfmt.Println(x)\n}\n'],
  ['rust', 'fn main() {\n    let mut v = vec![1, 2];\n    println!("{:?}", v);\n}\n'],
  ['bash', '#!/bin/bash\nfor f in *; do\n    echo "$f"\ndone\n'],
]

it.each(samples)('%s is known by its signs', (id, text) => {
  expect(seemsLike(text, known)).toBe(id)
})

it.each([
  '',
  'x = 1',
  'Dear Ada,\nthank you for the letter about the tides at Saltholm.\n',
  '1,2,3\n4,5,6\n7,8,9\n10,11,12\n',
])('what may be anything is nothing: %j', text => {
  expect(seemsLike(text, known)).toBeNull()
})

it('no template is taken for another language', () => {
  for (const { id, template } of recordedLanguages) {
    expect([id, null]).toContain(seemsLike(template, known))
  }
})
