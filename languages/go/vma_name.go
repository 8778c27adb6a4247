// In place of the file of the runtime that names memory for the kernel's lists, in our linker alone: its heap asks for huge
// pages. The kernel gives them only to who asks, and the runtime does not; page by page, a third of the linker's time is the
// kernel's.

package runtime

import "unsafe"

func setVMAName(start unsafe.Pointer, length uintptr, name string) {
	if name == "heap" {
		madvise(start, length, _MADV_HUGEPAGE)
	}
}
