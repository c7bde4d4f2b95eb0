package org.eyas.engine.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
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
  public static byte[] encode(Consumer<StateSink> state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try {
      encode(state, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no errors
    }
    return bytes.toByteArray();
  }

  /** Writes the reports of a state, without the memory for all of them. */
  public static void encode(Consumer<StateSink> state, OutputStream into) throws IOException {
    BlockBuilder blocks = new BlockBuilder(1 << 16);
    StateEncoder encoder = new StateEncoder(blocks, () -> writeTo(into, blocks));
    try {
      encoder.section();
      state.accept(encoder);
      encoder.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void writeTo(OutputStream into, BlockBuilder blocks) {
    try {
      into.write(blocks.array(), 0, blocks.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    blocks.clear();
  }

  static void decode(InputStream encoded, StateSink into) throws SourceException {
    BlockReader blocks = new BlockReader(encoded);
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
