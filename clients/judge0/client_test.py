"""The official client of Judge0 (judge0 on PyPI, unchanged) against a service of ours: CARREL_URL says where."""

import os

import judge0

client = judge0.Client(os.environ["CARREL_URL"] + "/judge0")

one = judge0.run(client=client, source_code="print(input()[::-1])", stdin="olleh", language=judge0.PYTHON)
assert one.stdout == "hello\n", one
assert one.status == judge0.Status.ACCEPTED, one

several = judge0.run(
    client=client,
    source_code='print(f"Hello, {input()}!")',
    language=judge0.PYTHON,
    test_cases=[("Ada", "Hello, Ada!"), ("Grace", "Hello, somebody else!")],
)
assert [each.status for each in several] == [judge0.Status.ACCEPTED, judge0.Status.WRONG_ANSWER], several

broken = judge0.run(client=client, source_code="int main(void) { return x; }", language=judge0.C)
assert broken.status == judge0.Status.COMPILATION_ERROR and "undeclared" in broken.compile_output, broken
print("judge0", client.version, "works")
