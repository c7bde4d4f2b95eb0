package org.eyas.console.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.MuteSum;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.history.PastAlert;

/** Mutes by the program, which hide 12 alerts; by the user, which hide an attack; or by both. */
public final class FakeMutes implements MuteControl {
  final List<MuteStatus> mutes = new CopyOnWriteArrayList<>();
  public final AtomicInteger trials = new AtomicInteger();
  private final FakeEngine engine;

  FakeMutes(FakeEngine engine) {
    this.engine = engine;
  }

  private PastAlert find(long alert) throws RefusedException {
    return engine.alerts.find(alert).orElseThrow(() -> new RefusedException("There is no alert " + alert + " in the history."));
  }

  @Override
  public MuteChoice choiceFor(long alert) throws RefusedException {
    return new MuteChoice(
        find(alert),
        List.of(new MuteChoice.Field("proc.name", "<cron>", true), new MuteChoice.Field("user.name", "root", false)));
  }

  @Override
  public MuteTrial tryMute(long alert, Set<String> fields) throws RefusedException {
    trials.incrementAndGet();
    if (fields.isEmpty()) {
      throw new RefusedException("A mute needs at least one field.");
    }
    boolean program = fields.contains("proc.name");
    List<String> tests = program ? List.of() : List.of("an attack by root fires");
    return new MuteTrial(412, 412, 3, program ? 0 : 2, program ? List.of() : List.of(find(alert)), 5, 4, true, tests);
  }

  @Override
  public MuteSum tryMutes(List<MuteChoice> choices) {
    return new MuteSum(400 - choices.size(), 412, choices.size() > 1);
  }

  @Override
  public Mute addMute(long alert, Set<String> fields, Terms terms) throws RefusedException {
    if (!tryMute(alert, fields).tests().isEmpty()) {
      throw new RefusedException("Not muted: it would hide an alert that the tests of the rules expect.");
    }
    TreeMap<String, String> values = new TreeMap<>();
    fields.forEach(name -> values.put(name, "v"));
    Mute mute =
        new Mute(
            "m" + (mutes.size() + 1), find(alert).alert().rule(), values, terms.owner(), terms.reason(),
            Instant.now().plus(terms.time()).plus(1, ChronoUnit.MINUTES));
    mutes.add(new MuteStatus(mute, "/etc/eyas/rules.d/zz-mute-" + mute.id() + ".yaml", 17));
    engine.actions.add("mute " + mute.id());
    return mute;
  }

  @Override
  public List<MuteStatus> mutes() {
    return List.copyOf(mutes);
  }

  @Override
  public void endMute(String id) throws RefusedException {
    if (!mutes.removeIf(status -> status.mute().id().equals(id))) {
      throw new RefusedException("there is no mute " + id);
    }
    engine.actions.add("end " + id);
  }
}
