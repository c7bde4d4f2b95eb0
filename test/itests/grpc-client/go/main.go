// A client of the gRPC service in Go, by the published protos, that calls it as Falco's client for Go does.
//
// client PROTOS TARGET CERTIFICATES CALL [LAST]: as client.js, and prints the same lines. PROTOS is not read: the code that
// protoc made of them is in this program.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/status"

	"github.com/falcosecurity/client-go/pkg/api/outputs"
	"github.com/falcosecurity/client-go/pkg/api/version"
)

const quiet = time.Second

type end struct {
	Status  string `json:"status"`
	Details string `json:"details"`
}

type moment struct {
	Seconds string `json:"seconds"`
	Nanos   int32  `json:"nanos"`
}

func main() {
	err := call(os.Args[2], os.Args[3], os.Args[4], strings.Join(os.Args[5:], ""))
	if s, known := status.FromError(err); known {
		show(end{strings.ToUpper(s.Code().String()), s.Message()})
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func call(target, certificates, name, last string) error {
	options, err := dialOptions(target, certificates)
	if err != nil {
		return err
	}
	conn, err := grpc.DialContext(context.Background(), target, options)
	if err != nil {
		return err
	}
	defer conn.Close()
	switch name {
	case "version":
		return versions(conn)
	case "get":
		stream, err := outputs.NewServiceClient(conn).Get(context.Background(), &outputs.Request{})
		if err != nil {
			return err
		}
		return each(stream.Recv)
	}
	return watch(outputs.NewServiceClient(conn), last)
}

func dialOptions(target, certificates string) (grpc.DialOption, error) {
	if certificates == "-" {
		return grpc.WithInsecure(), nil
	}
	pair, err := tls.LoadX509KeyPair(filepath.Join(certificates, "client.crt"), filepath.Join(certificates, "client.key"))
	if err != nil {
		return nil, err
	}
	authority, err := os.ReadFile(filepath.Join(certificates, "ca.crt"))
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	host := strings.Split(target, ":")[0]
	settings := tls.Config{ServerName: host, Certificates: []tls.Certificate{pair}, RootCAs: roots}
	return grpc.WithTransportCredentials(credentials.NewTLS(&settings)), nil
}

func versions(conn *grpc.ClientConn) error {
	got, err := version.NewServiceClient(conn).Version(context.Background(), &version.Request{})
	if err != nil {
		return err
	}
	show(map[string]any{
		"version": got.Version, "major": got.Major, "minor": got.Minor, "patch": got.Patch,
		"prerelease": got.Prerelease, "build": got.Build, "engine_minor": got.EngineMinor,
		"engine_fields_checksum": got.EngineFieldsChecksum, "engine_major": got.EngineMajor,
		"engine_patch": got.EnginePatch, "engine_version": got.EngineVersion,
	})
	return nil
}

func each(receive func() (*outputs.Response, error)) error {
	for {
		alert, err := receive()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		showAlert(alert)
	}
}

// watch sends a request whenever nothing came for a while, and closes its side after the last alert.
func watch(service outputs.ServiceClient, last string) error {
	stream, err := service.Sub(context.Background())
	if err != nil {
		return err
	}
	came := make(chan *outputs.Response, 1)
	ended := make(chan error, 1)
	go func() {
		for {
			alert, err := stream.Recv()
			if err != nil {
				ended <- err
				return
			}
			came <- alert
		}
	}()
	for {
		select {
		case alert := <-came:
			showAlert(alert)
			if alert.OutputFields["evt.arg.name"] == last {
				stream.CloseSend()
			}
		case err := <-ended:
			if err == io.EOF {
				return nil
			}
			return err
		case <-time.After(quiet):
			stream.Send(&outputs.Request{})
		}
	}
}

func showAlert(alert *outputs.Response) {
	show(map[string]any{
		"time":     moment{fmt.Sprint(alert.Time.Seconds), alert.Time.Nanos},
		"priority": strings.ToUpper(alert.Priority.String()), "source_deprecated": strings.ToUpper(alert.SourceDeprecated.String()),
		"rule": alert.Rule, "output": alert.Output, "output_fields": alert.OutputFields, "hostname": alert.Hostname,
		"tags": alert.Tags, "source": alert.Source,
	})
}

func show(answer any) {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.Encode(answer)
}
