package org.eyas.output.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.eyas.api.version.Versions;
import org.eyas.grpc.version.request;
import org.eyas.grpc.version.response;
import org.eyas.grpc.version.serviceGrpc;

/** falco.version.service: the version of Falco whose behaviour Eyas has. */
final class VersionService extends serviceGrpc.serviceImplBase {
  private final response versions = versions();
  private final Supplier<String> fields;

  /** @param fields returns the checksum of the fields that rules may use; empty if it is not known */
  VersionService(Supplier<String> fields) {
    this.fields = fields;
  }

  @Override
  public void version(request ignored, StreamObserver<response> to) {
    to.onNext(versions.toBuilder().setEngineFieldsChecksum(fields.get()).build());
    to.onCompleted();
  }

  private static response versions() {
    int[] falco = numbers(Versions.FALCO);
    int[] engine = numbers(Versions.ENGINE);
    return response.newBuilder()
        .setVersion(Versions.FALCO)
        .setMajor(falco[0])
        .setMinor(falco[1])
        .setPatch(falco[2])
        .setEngineVersion(Versions.ENGINE)
        .setEngineMajor(engine[0])
        .setEngineMinor(engine[1])
        .setEnginePatch(engine[2])
        .build();
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("\\.");
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])};
  }
}
