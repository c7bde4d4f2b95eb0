package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rule documents of another bundle. A document that cannot be read is an error of its author. If the provider itself fails, its
 * previous documents stay in use.
 */
public final class GuardedRules implements RuleProvider {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRules.class);

  private interface Call {
    List<RuleDocument> documents() throws RuleReadException;
  }

  private final RuleProvider provider;
  private final Guard guard;
  private volatile List<RuleDocument> last = List.of();

  public GuardedRules(RuleProvider provider, Guard guard) {
    this.provider = provider;
    this.guard = guard;
  }

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    last = read(provider::documents);
    return last;
  }

  @Override
  public List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    return read(() -> provider.documents(configuration));
  }

  @Override
  public List<RuleDocument> tests() throws RuleReadException {
    if (guard.isOut()) {
      return List.of();
    }
    Gate gate = guard.gate(Gate.EACH);
    gate.enter();
    try {
      return List.copyOf(provider.tests());
    } catch (RuleReadException e) {
      throw e;
    } catch (Throwable e) {
      gate.failed(e);
      LOG.error("{} failed to deliver the tests of its rules", guard.origin());
      return List.of();
    } finally {
      gate.leave();
    }
  }

  private List<RuleDocument> read(Call call) throws RuleReadException {
    if (guard.isOut()) {
      return last;
    }
    Gate gate = guard.gate(Gate.EACH);
    gate.enter();
    try {
      return List.copyOf(call.documents());
    } catch (RuleReadException e) {
      throw e;
    } catch (Throwable e) {
      gate.failed(e);
      LOG.error("{} failed to deliver its rules: the {} previous documents stay in use", guard.origin(), last.size());
      return last;
    } finally {
      gate.leave();
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
