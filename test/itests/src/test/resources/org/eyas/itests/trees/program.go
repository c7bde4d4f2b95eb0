// Starts programs from many threads at once. Ends with status 3.
package main

import (
	"os"
	"os/exec"
	"sync"
)

func main() {
	var all sync.WaitGroup
	for i := 0; i < 8; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for j := 0; j < 3; j++ {
				if err := exec.Command("/bin/true").Run(); err != nil {
					panic(err)
				}
				if _, err := os.ReadFile("/etc/passwd"); err != nil {
					panic(err)
				}
			}
		}()
	}
	all.Wait()
	os.Exit(3)
}
