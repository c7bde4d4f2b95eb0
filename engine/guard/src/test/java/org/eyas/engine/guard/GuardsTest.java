package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {
  /** A method that a guard does not pass on would silently use the contract's default. */
  @ParameterizedTest
  @CsvSource({
      "org.eyas.api.alert.OutputChannel, org.eyas.engine.guard.GuardedOutput",
      "org.eyas.api.source.EventSource, org.eyas.engine.guard.GuardedSource",
      "org.eyas.api.source.Capture, org.eyas.engine.guard.GuardedCapture",
      "org.eyas.api.field.FieldProvider, org.eyas.engine.guard.GuardedFields",
      "org.eyas.api.rule.RuleProvider, org.eyas.engine.guard.GuardedRules",
      "org.eyas.api.process.Enricher, org.eyas.engine.guard.GuardedEnricher",
      "org.eyas.api.metric.MetricSource, org.eyas.engine.guard.GuardedMetrics"
  })
  void everyMethodOfAContractIsPassedOn(Class<?> contract, Class<?> guarded) {
    List<String> forgotten =
        Arrays.stream(contract.getMethods()).filter(method -> !declares(guarded, method)).map(Method::getName).toList();
    assertEquals(List.of(), forgotten);
  }

  private static boolean declares(Class<?> type, Method method) {
    try {
      return !type.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass().isInterface();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
