package org.eyas.api.control;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tries, writes, lists and ends mutes. A trial searches the history and may take a few seconds. A mute ends by itself when its time
 * is over. Any thread may call it.
 */
@ProviderType
public interface MuteControl {
  /**
   * Returns the fields by which alerts that are like an alert of the history can be muted.
   *
   * @param alert its number
   * @throws RefusedException if it is no longer kept, or has no field that identifies it
   */
  MuteChoice choiceFor(long alert) throws RefusedException;

  /**
   * Counts the alerts that a mute with these fields of an alert would have hidden; changes nothing.
   *
   * @param fields names of {@link MuteChoice} of that alert
   * @throws RefusedException if one of them is not among these, or there is none
   */
  MuteTrial tryMute(long alert, Set<String> fields) throws RefusedException;

  /**
   * Counts the alerts that mutes with the proposed fields of these choices would have hidden together; changes nothing.
   *
   * @param choices at least one, all of alerts of the same rule; one that proposes no field hides nothing
   */
  MuteSum tryMutes(List<MuteChoice> choices) throws RefusedException;

  /**
   * Tries a mute, writes it, and waits until the engine uses it, at most a minute. If the engine does not use it, nothing stays.
   *
   * @param fields as in {@link #tryMute}
   * @throws RefusedException if it hides the alert of a rule test, its time is not between a minute and a year, a reason is missing, no
   *     folder is configured for it, or the engine does not use it as a mute
   */
  Mute addMute(long alert, Set<String> fields, Terms terms) throws RefusedException, IOException;

  /** The owner of a mute, its reason, and the time for which it lasts. */
  record Terms(String owner, String reason, Duration time) {}

  /** The mutes that the engine uses, the next one to end first. */
  List<MuteStatus> mutes();

  /**
   * Ends a mute: removes its file.
   *
   * @throws RefusedException if there is no such mute, or it is written in a file with other things
   */
  void endMute(String id) throws RefusedException, IOException;
}
