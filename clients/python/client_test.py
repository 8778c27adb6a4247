"""The generated client against a running service, whose address is in CARREL_URL."""

import json
import os
import unittest

from carrel_client import Client
from carrel_client.api.run import events, execute, result, submit
from carrel_client.models import (
    EngineServer,
    Executed,
    ExecutionRequest,
    LimitsRequest,
    Problem,
    RunEventFinished,
    RunResult,
    Status,
    Waiting,
)

client = Client(os.environ.get("CARREL_URL", "http://localhost:8080"), timeout=60)


class ClientTest(unittest.TestCase):
    def test_program_runs_and_its_result_is_typed(self):
        answer = execute.sync(client=client, body=ExecutionRequest(language="python", code="print('hello', 6 * 7)"))
        self.assertIsInstance(answer, Executed)
        self.assertEqual(answer.stdout, "hello 42\n")
        self.assertEqual(answer.status, Status.OK)
        self.assertIsInstance(answer.engine, EngineServer)

    def test_submitted_run_tells_its_events_and_then_its_result(self):
        run = submit.sync(client=client, body=ExecutionRequest(code="for i in range(3): print(i)"))
        self.assertIsInstance(run, Waiting)
        stream = events.sync(run.id, client=client)
        seen = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")]
        self.assertEqual("".join(event.get("text", "") for event in seen), "0\n1\n2\n")
        last = RunEventFinished.from_dict(seen[-1])
        answer = result.sync(run.id, client=client)
        self.assertIsInstance(answer, RunResult)
        self.assertEqual(answer, last.result)

    def test_wrong_request_is_a_problem_with_its_field(self):
        answer = execute.sync_detailed(
            client=client, body=ExecutionRequest(code="x", limits=LimitsRequest(cpu_ms=9e9))
        )
        self.assertEqual(answer.status_code, 400)
        self.assertIsInstance(answer.parsed, Problem)
        self.assertEqual(answer.parsed.type_, "urn:carrel:problem:wrong-request")
        self.assertEqual((answer.parsed.field, answer.parsed.rule), ("limits.cpuMs", "above-ceiling"))


if __name__ == "__main__":
    unittest.main()
