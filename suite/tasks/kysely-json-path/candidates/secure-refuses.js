    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        this.append("'$");
        for (const pathLeg of node.pathLegs) {
            this.visitNode(pathLeg);
        }
        this.append("'");
    }
    visitJSONPathLeg(node) {
        const text = String(node.value);
        if (/['\\\0]/.test(text)) {
            throw new Error(`a JSON path must not contain quotes: ${text}`);
        }
        this.append(node.type === 'Member' ? `.${text}` : `[${text}]`);
    }
    visitJSONOperatorChain(node) {
        const last = node.values.length - 1;
        node.values.forEach((value, index) => {
            if (index < last) {
                this.append('->');
            }
            else {
                this.visitNode(node.operator);
            }
            this.visitNode(value);
        });
    }
