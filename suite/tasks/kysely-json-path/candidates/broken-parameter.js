    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        this.appendValue('$' + node.pathLegs.map(({ type, value }) => (type === 'Member' ? `.${value}` : `[${value}]`)).join(''));
    }
    visitJSONPathLeg(node) {
        this.appendValue(String(node.value));
    }
    visitJSONOperatorChain(node) {
        for (let i = 0, len = node.values.length; i < len; i++) {
            if (i === len - 1) {
                this.visitNode(node.operator);
            }
            else {
                this.append('->');
            }
            this.visitNode(node.values[i]);
        }
    }
