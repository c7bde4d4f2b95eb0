package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.engine.ruletest.report.TestResult;
import org.junit.jupiter.api.Test;

/** Sequences of Elastic, written as rules, fire for their events: one of each kind of joining. */
class ElasticShapesTest {
  @Test
  void eachShapeFiresForItsEventsAndNotForNearMisses() throws Exception {
    TestFileResult file =
        new TestSuiteRunner(TestBench.create(), true).run(List.of("testdata/elastic/shapes_test.yaml")).getFirst();
    assertEquals(List.of(), file.faults());
    assertEquals(18, file.tests().size());
    assertEquals(List.of(), file.tests().stream().filter(test -> !test.failures().isEmpty()).map(TestResult::name).toList());
  }
}
