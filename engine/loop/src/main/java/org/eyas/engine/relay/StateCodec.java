package org.eyas.engine.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockReader;
import org.eyas.scap.DamagedCaptureException;
import org.eyas.scap.SectionState;
import org.eyas.scap.StateEncoder;

/** Encodes the state of a loop as bytes: the lists with which a .scap capture begins. */
public final class StateCodec {
  private StateCodec() {}

  /** Encodes the reports of a state. */
  public static byte[] encode(java.util.function.Consumer<StateSink> state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    BlockBuilder blocks = new BlockBuilder(1 << 16);
    StateEncoder encoder =
        new StateEncoder(
            blocks,
            () -> {
              bytes.write(blocks.array(), 0, blocks.length());
              blocks.clear();
            });
    encoder.section();
    state.accept(encoder);
    encoder.finish();
    return bytes.toByteArray();
  }

  static void decode(byte[] encoded, StateSink into) throws SourceException {
    BlockReader blocks = new BlockReader(new ByteArrayInputStream(encoded));
    SectionState section = new SectionState();
    try {
      while (blocks.next()) {
        section.readBlock(blocks, into);
      }
      section.reportMachine(into);
    } catch (DamagedCaptureException e) {
      throw new SourceException("the state that the previous engine left cannot be read: " + Reason.of(e), "", e);
    }
  }
}
