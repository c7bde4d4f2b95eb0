package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the rules, the threads and the order of events and answers are: an event that is rejected because of its thread matches no
 * rule.
 */
class ClassProofTest {
  private static final int SETS = Integer.getInteger("eyas.classes.sets", 300);
  private static final int STEPS = 2_000;
  private static final int MOST_SETS = 2_000; // until a mistake must have been noticed

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final ThreadRules rules = new ThreadRules(random);
  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  private ClassProof proof(ClassMistake mistake) throws Exception {
    SequencedMap<String, CheckedCondition> set = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String condition = mistake.isOfAncestors() ? rules.conditionOnAncestors() : rules.condition();
      set.put(condition, ConditionChecker.check(Parser.parse(condition), catalog));
    }
    ClassProof proof = new ClassProof(set, random, mistake);
    proof.run(STEPS);
    if (mistake == ClassMistake.NONE) {
      assertEquals(List.of(), proof.lost(), set.keySet() + ", -Deyas.seed=" + seed);
    }
    return proof;
  }

  @Test
  void noMatchIsLost() throws Exception {
    System.out.println("ClassProofTest -Deyas.seed=" + seed);
    long events = 0;
    long rejected = 0;
    long matches = 0;
    for (int i = 0; i < SETS; i++) {
      ClassProof proof = proof(ClassMistake.NONE);
      events += proof.events();
      rejected += proof.rejected();
      matches += proof.matches();
    }
    System.out.printf("%,d rule sets, %,d events, %,d matches, %.1f %% of the events rejected%n", SETS, events, matches,
        100.0 * rejected / events);
    assertTrue(matches > 10 * SETS, "rules match now and then: " + matches);
    assertTrue(rejected > events / 20, "events are rejected now and then: " + rejected);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyKindOfMistakeIsNoticed(ClassMistake mistake) throws Exception {
    int sets = 1;
    while (proof(mistake).lost().isEmpty()) {
      assertTrue(sets++ < MOST_SETS, mistake + " is not noticed, -Deyas.seed=" + seed);
    }
    System.out.println(mistake + " is noticed with rule set " + sets);
  }
}
